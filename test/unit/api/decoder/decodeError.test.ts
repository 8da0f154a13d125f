import { UserError } from 'n8n-workflow';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { listForm } from '../../../../nodes/IspringLearn/errors/form';
import { wordsOf } from '../../support/message';
import { DECODE_ERRORS } from '../../../support/samples';

const FORM = listForm({ filters: true, ids: true, dates: true, limited: true, pageToken: true });
const ALL = Object.values(DECODE_ERRORS);

it('has a class, a name, a reason and a kind', () => {
	const error = new DecodeError('incompleteXml', { position: 7 });
	expect(error).toBeInstanceOf(UserError);
	expect(error).toMatchObject({ reason: 'incompleteXml', kind: 'damaged', data: { position: 7 } });
	expect(error.name).toBe('DecodeError');
	expect(error.message).toBe('incompleteXml');
});

it.each(ALL)('has a next step: $reason', (error) => {
	const { description } = wordsOf(error, FORM);
	expect(description).toMatch(/region|Page Size/);
	expect(description).not.toMatch(/error|problem|failure|mistake/i);
});

it('has a message of its own for every reason', () => {
	expect(new Set(ALL.map((error) => wordsOf(error, FORM).message)).size).toBe(ALL.length);
});

it('has a next step of its own for every kind', () => {
	const steps = ALL.map((error) => [error.kind, wordsOf(error, FORM).description]);
	const kinds = new Set(ALL.map(({ kind }) => kind));
	expect(new Set(steps.map(([, step]) => step)).size).toBe(kinds.size);
	expect(new Set(steps.map((pair) => pair.join())).size).toBe(kinds.size);
});
