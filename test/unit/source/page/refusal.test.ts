import { UserError } from 'n8n-workflow';
import type { RefusalReason } from '../../../../nodes/IspringLearn/source/page/refusal';
import { PageRefused } from '../../../../nodes/IspringLearn/source/page/refusal';

const REASONS: RefusalReason[] = ['empty', 'html', 'text', 'damaged', 'unsafe', 'foreign'];

it('is told by its class, its name and its reason', () => {
	const refusal = new PageRefused('damaged', 'The answer is cut off');
	expect(refusal).toBeInstanceOf(UserError);
	expect(refusal.name).toBe('PageRefused');
	expect(refusal.reason).toBe('damaged');
	expect(refusal.message).toBe('The answer is cut off');
});

it.each(REASONS)('says how to go on when %s', (reason) => {
	const { description } = new PageRefused(reason, 'x');
	expect(description).toMatch(/API Host|Run the node again/);
	expect(description).not.toMatch(/error|problem|failure|mistake/i);
});

it('says something else for every reason', () => {
	const said = REASONS.map((reason) => new PageRefused(reason, 'x').description);
	expect(new Set(said).size).toBe(REASONS.length);
});
