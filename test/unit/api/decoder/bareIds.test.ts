/** Lists of IDs instead of records, such as the participants of a training session. */
import { decodePage } from '../../../../nodes/IspringLearn/api/decoder/decodePage';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { TRAINING_LISTS } from '../../../../nodes/IspringLearn/api/endpoints/trainings';
import { thrownBy } from '../../support/thrown';

const decode = (body: string) => decodePage(body, TRAINING_LISTS.participants);

it.each([
	['["a","b"]', ['a', 'b']],
	['{"participants":["a"]}', ['a']],
	['{"participants":[7]}', ['7']],
	['{"response":["a"]}', ['a']],
	['{"response":{"participants":["a"]}}', ['a']],
	['{"response":null}', []],
	['<response><participants><id>a</id></participants></response>', ['a']],
	['<response><participants><id>a</id><id>b</id></participants></response>', ['a', 'b']],
	['<response><id>a</id></response>', ['a']],
	['<response><participants>\n</participants></response>', []],
])('reads %s', (body, ids) => {
	expect(decode(body).records).toEqual(ids.map((userId) => ({ userId })));
});

it('reads the token of the next page in an envelope', () => {
	const body = '{"response":{"participants":["a"],"nextPageToken":"t"}}';
	expect(decode(body).nextPageToken).toBe('t');
});

it.each([
	'<response><participants><userId>a</userId></participants></response>',
	'<response><participants><id>a</id><user>b</user></participants></response>',
	'<response><participants><id>a</id><id/></participants></response>',
	'{"participants":["a",null]}',
	'{"participants":[""]}',
	'[{"id":"a"}]',
	'{"response":{"message":"No"}}',
	'{"participants":["a"],"message":"No"}',
])('rejects %s instead of leaving a participant out', (body) => {
	thrownBy(DecodeError, () => decode(body));
});
