import { decodePage } from '../../../../nodes/IspringLearn/api/decoder/decodePage';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { ENDPOINTS } from '../../../../nodes/IspringLearn/api/endpoints/endpoints';
import { thrownBy } from '../../support/thrown';
import { xmlPage } from '../../../support/xml';

const decode = (body: string) => decodePage(body, ENDPOINTS.moduleResults);

const RECORDS = [
	{ userId: 'a', moduleTitle: 'Größe 😀 & <b>"x"</b>', progress: 9.09, isOverdue: true },
	{ userId: 'b', moduleTitle: '', progress: null, isOverdue: false },
];
const TOKEN = 'MmEz==';

const json = JSON.stringify({ results: RECORDS, nextPageToken: TOKEN });
const bodies: Array<[string, string]> = [
	['JSON', json],
	['JSON without a token', JSON.stringify({ results: RECORDS })],
	['JSON, token first', JSON.stringify({ nextPageToken: TOKEN, results: RECORDS })],
	['JSON, laid out', `${JSON.stringify({ results: RECORDS }, null, '\t')}\r\n\n`],
	['empty JSON', '{}\n'],
	['XML with entities', xmlPage(RECORDS, TOKEN, 'named')],
	['XML with numeric references', xmlPage(RECORDS, TOKEN, 'hex')],
	['XML with CDATA', xmlPage(RECORDS, TOKEN, 'cdata')],
	['XML without a token', xmlPage(RECORDS)],
	['XML with a new line at the end', `${xmlPage(RECORDS, TOKEN)}\r\n\n`],
	[
		'XML with everything before the root',
		`<?xml version="1.0" encoding="UTF-8"?>\n<!-- a -->\n<?b c?>${xmlPage(RECORDS, TOKEN)}`,
	],
	['XML, laid out', `${xmlPage(RECORDS, TOKEN).replaceAll('><', '>\n\t<')}\n`],
	[
		'XML with attributes',
		'<response version="1"><results count=\'1\'><result id="a>b"><userId>a</userId></result></results></response>',
	],
	['XML with an empty list', '<response><results/></response>'],
	['empty XML', '<response/>\n'],
];

it.each(bodies)(
	'%s, cut at every byte, is accepted only when nothing is missing',
	(_name, body) => {
		const whole = decode(body);
		const bytes = Buffer.from(body, 'utf8');
		const end = Buffer.byteLength(body.trimEnd(), 'utf8');
		for (let at = 0; at < end; at++) {
			const cut = bytes.subarray(0, at).toString('utf8');
			const { kind } = thrownBy(DecodeError, () => decode(cut));
			// Both kinds are retried, because the network may have cut the body.
			expect([at, kind]).toEqual([at, at === 0 ? 'empty' : 'damaged']);
		}
		for (let at = end; at <= bytes.length; at++) {
			expect(decode(bytes.subarray(0, at).toString('utf8'))).toEqual(whole);
		}
	},
);

it('is accepted or rejected when only what follows the root is cut', () => {
	const root = xmlPage(RECORDS, TOKEN);
	const body = `${root}\n<!-- bye --><?end of it?>\n`;
	const whole = decode(body);
	for (let at = root.length; at < body.length; at++) {
		const cut = body.slice(0, at);
		if (/^\s*(<!-- bye -->(<\?end of it\?>)?)?\s*$/.test(cut.slice(root.length))) {
			expect(decode(cut)).toEqual(whole);
		} else {
			expect(thrownBy(DecodeError, () => decode(cut)).kind).toBe('damaged');
		}
	}
});

it('is rejected when its start is cut off', () => {
	const xml = xmlPage(RECORDS, TOKEN);
	for (const body of [json, xml]) {
		for (let at = 1; at < body.length; at++) {
			thrownBy(DecodeError, () => decode(body.slice(at)));
		}
	}
});

it('is rejected when one byte of its markup is missing', () => {
	const rows = xmlPage([{ userId: 'a' }, { userId: 'b' }]);
	for (let at = 0; at < rows.length; at++) {
		if (!'<>/'.includes(rows[at] ?? '')) continue;
		thrownBy(DecodeError, () => decode(rows.slice(0, at) + rows.slice(at + 1)));
	}
});
