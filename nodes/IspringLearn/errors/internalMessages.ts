/** Says what went wrong on the side of n8n: iSpring Learn has nothing to do with it. */

const ASK = 'iSpring Learn is not the cause. Ask whoever runs your n8n.';

/** The first that fits. */
const MACHINE: ReadonlyArray<[RegExp, string]> = [
	[/^(ENOSPC|EDQUOT|EFBIG)$/, 'It has no space left to write to'],
	[/^(EMFILE|ENFILE|ENOBUFS|EAGAIN)$/, 'It has too many files or connections open'],
	[/^ENOMEM$/, 'Its memory is used up'],
	[/^(EACCES|EPERM|EROFS)$/, 'It does not allow n8n to do what was needed'],
	[/./, 'It did not read or write a file as expected'],
];

/** A machine that is out of something, or does not allow it. */
export function machineWords(code: string): { message: string; description: string } {
	const [, happened] = MACHINE.find(([pattern]) => pattern.test(code)) ?? MACHINE[0];
	return {
		// No code in the message: n8n puts words of its own in the place of one that has.
		message: 'The machine that n8n runs on stopped the node',
		description: `${happened} (${code}). ${ASK}`,
	};
}

const ISSUES = 'https://github.com/n8n-nodes-ispring-learn/n8n-nodes-ispring-learn/issues';

/** A fault in this package. */
export const internalWords = (message: string) => ({
	message: 'The iSpring Learn package itself is at fault',
	description: `It came upon something that it does not handle: "${message}". Neither iSpring Learn nor your workflow is the cause. n8n's log says where it happened: please report it at ${ISSUES}.`,
});
