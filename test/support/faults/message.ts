/** Raw text of n8n and axios, and of unchecked values. */
const RAW =
	/request failed|axios|socket hang up|stream has been aborted|unexpected (token|end)|is not valid json|cannot read prop|undefined|\[object|\bNaN\b|^E[A-Z]+$/i;

/** Lists what is wrong with a message: it must say what happened and what to do, in our own words. */
export function messageProblems(message: string, description?: string): string[] {
	const problems: string[] = [];
	if (!/^["'A-Zin].{10,}/.test(message) || RAW.test(message)) {
		problems.push(`the message: ${message}`);
	}
	if (description === undefined) return problems;
	if (!/^[A-Zi].{10,}\.|\)$/s.test(description) || RAW.test(description)) {
		problems.push(`the description under "${message}": ${description}`);
	}
	return problems;
}
