/** Words of n8n's and axios's own, and of values that nobody looked at. */
const RAW =
	/request failed|axios|socket hang up|stream has been aborted|unexpected (token|end)|is not valid json|cannot read prop|undefined|\[object|\bNaN\b|^E[A-Z]+$/i;

/** What is wrong with a message: it says what happened and how to go on, in words of ours, and stands alone. */
export function complaintsOf(message: string, description?: string): string[] {
	const complaints: string[] = [];
	if (!/^[A-Zi].{10,}/.test(message) || RAW.test(message)) {
		complaints.push(`the message: ${message}`);
	}
	if (description === undefined) return complaints;
	if (!/^[A-Zi].{10,}\.|\)$/s.test(description) || RAW.test(description)) {
		complaints.push(`the description under "${message}": ${description}`);
	}
	return complaints;
}
