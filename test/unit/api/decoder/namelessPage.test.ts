/** Lists without a name: in JSON the body, in XML the content of the root. */
import fc from 'fast-check';
import { decodePage } from '../../../../nodes/IspringLearn/api/decoder/decodePage';
import type { DecodeErrorKind } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { SETTINGS } from '../../../../nodes/IspringLearn/api/endpoints/settings';
import { thrownBy } from '../../support/thrown';

const decode = (body: string, status?: number) => decodePage(body, SETTINGS.roles, status);

const ROLE = { roleId: 'r', title: 'Trainer' };
const XML = '<role><roleId>r</roleId><title>Trainer</title></role>';

it.each([
	['JSON', JSON.stringify([ROLE, ROLE]), 2],
	['JSON in response', JSON.stringify({ response: [ROLE] }), 1],
	['XML with several', `<?xml version="1.0"?><response>${XML}${XML}</response>`, 2],
	['XML with one', `<response>\n${XML}\n</response>`, 1],
])('reads %s', (_form, body, count) => {
	const records = Array.from({ length: count }, () => ROLE);
	expect(decode(body)).toEqual({ records, nextPageToken: null });
});

it.each(['[]', '{}', '{"response":[]}', '<response/>', '<response> </response>'])(
	'reads %s as an empty list',
	(body) => {
		expect(decode(body).records).toEqual([]);
	},
);

it('reads 204 as an empty list', () => {
	expect(decode('', 204).records).toEqual([]);
});

it.each<[string, string, DecodeErrorKind]>([
	['nothing', '', 'empty'],
	['a web page', '<html></html>', 'html'],
	['an error in JSON', '{"code":403,"message":"No"}', 'foreign'],
	['an error in XML', '<response><code>4</code><message>No</message></response>', 'foreign'],
	['another list', '{"groups":[]}', 'foreign'],
	['texts', '["a"]', 'foreign'],
	['texts in XML', '<response><role>a</role></response>', 'foreign'],
	['truncated JSON', '[{"roleId":"r"}', 'damaged'],
	['JSON with something behind it', '[{"roleId":"r"}] x', 'damaged'],
	['truncated XML', `<response>${XML}`, 'damaged'],
	['an ID', '"r"', 'bare'],
])('rejects %s', (_what, body, kind) => {
	expect(thrownBy(DecodeError, () => decode(body)).kind).toBe(kind);
});

it('returns every record of any JSON list of records', () => {
	fc.assert(
		fc.property(fc.array(fc.dictionary(fc.string(), fc.string())), (records) => {
			expect(decode(JSON.stringify(records)).records).toEqual(JSON.parse(JSON.stringify(records)));
		}),
	);
});
