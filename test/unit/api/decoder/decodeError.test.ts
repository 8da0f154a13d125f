import { UserError } from 'n8n-workflow';
import { listForm } from '../../../../nodes/IspringLearn/api/advice';
import type { DecodeErrorReason } from '../../../../nodes/IspringLearn/api/decoder/decodeError';
import { DecodeError } from '../../../../nodes/IspringLearn/api/decoder/decodeError';

const FORM = listForm({ filters: true, ids: true, dates: true, limited: true, pageToken: true });
const REASONS: DecodeErrorReason[] = ['empty', 'html', 'text', 'damaged', 'unsafe', 'foreign'];

it('is told by its class, its name and its reason', () => {
	const refusal = new DecodeError('damaged', 'The answer is cut off');
	expect(refusal).toBeInstanceOf(UserError);
	expect(refusal.name).toBe('PageRefused');
	expect(refusal.reason).toBe('damaged');
	expect(refusal.message).toBe('The answer is cut off');
});

it.each(REASONS)('says how to go on when %s', (reason) => {
	const description = new DecodeError(reason, 'x').nextStep(FORM);
	expect(description).toMatch(/API Host|Page Size/);
	expect(description).not.toMatch(/error|problem|failure|mistake/i);
});

it('says something else for every reason', () => {
	const said = REASONS.map((reason) => new DecodeError(reason, 'x').nextStep(FORM));
	expect(new Set(said).size).toBe(REASONS.length);
});
