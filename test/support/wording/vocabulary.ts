/** Words that a native writer in n8n's team would not use, and what to write instead. */

/** A rule: what not to say, what to say instead, and a sentence that breaks it. */
export interface Rule {
	pattern: RegExp;
	instead: string;
	example: string;
}

const rule = (pattern: RegExp, instead: string, example: string): Rule => ({
	pattern,
	instead,
	example,
});

/** Rules for everything that a person reads: forms, messages and documents. */
export const VOCABULARY: readonly Rule[] = [
	rule(/\be-mails?\b/i, 'email', 'It sends an e-mail.'),
	rule(/\bpick-?lists?\b/i, 'dropdown, list', 'Open the pick-list.'),
	rule(/\btime zones?\b/i, 'timezone', 'In the time zone of the workflow'),
	rule(/\blicences?\b/i, 'license', 'Read the licence.'),
	rule(
		/\b\w*(?:alis(?:e[drs]?|ing)|viour)\b/i,
		'American spelling, as in n8n',
		'Rows are normalised.',
	),
	rule(/\bwho(?:m)?ever\b/i, 'your n8n administrator', 'Ask whoever runs your n8n.'),
	rule(/\bbesides?\b/i, 'next to, along with', 'Columns to add beside the IDs'),
	rule(
		/\b(?:of yours|with \*and\*|that there is|those that|at once as)\b/i,
		'a shorter sentence',
		'On an n8n of yours',
	),
	rule(/\b(?:go(?:es)?|going) on\b/i, 'continue', 'The run goes on.'),
	rule(/\b(?:is|are|was|were) told\b/i, 'says', 'It is told what to do.'),
	rule(/\b(?:gives?|gave|given to)\b/i, 'return, assign', 'It gives results.'),
	rule(/\bhowever many\b/i, 'regardless of the number', 'All of them, however many there are'),
	rule(/\ba (?:quick )?try\b/i, 'a test', 'For a quick try'),
	rule(/\bas well(?=[.,;:)|]|$)/i, 'also, too', 'To see others as well, choose them.'),
	rule(
		/\b(?:API Host|Token Format|Other Address|Bare Token)\b/,
		'Account Region, Custom URL',
		'Check the API Host.',
	),
	rule(/\b(?:Simplify|Add Names|Find in Lists)\b/, 'Output, Search Lists', 'Turn on Simplify.'),
	rule(
		/\b(?:Overlap|Late Arrivals|Byte Order Mark(?! \(BOM\))|Formula Guard|Now On)\b|\bA Date\b/,
		'Look Back Every Poll, Add Byte Order Mark (BOM), Escape Formulas, Now, Specific Date',
		'Set Overlap (Minutes).',
	),
	rule(
		/\b(?:overdue|completed|unfinished|assigned|mandatory) trainings\b/i,
		'training, training courses',
		'Reminders of overdue trainings',
	),
	rule(/(?<=[^\s.])\.\.(?!\.)|\.\s+\.(?!\.)/, 'one period', 'It stops.. Then it starts.'),
	rule(/\b(\p{L}+) \1\b/iu, 'the word once', 'Then it it starts.'),
];

/** Rules for forms and messages, which are shorter than documents and speak to one person. */
export const FORM_VOCABULARY: readonly Rule[] = [
	rule(
		/\b(?:cannot|can not|could not|do not|does not|did not|is not|are not|was not|were not|has not|have not|will not|would not|must not)\b/i,
		'a contraction, such as "can\'t"',
		'It cannot be read.',
	),
	rule(/\bdid(?:n't| not) accept\b/i, 'rejected', "iSpring Learn didn't accept the key."),
	rule(
		/\bnot known\b|\biSpring Learn does(?:n't| not) know\b/i,
		"doesn't exist, unknown",
		'The ID is not known.',
	),
	rule(/\bmay (?:not )?read\b/i, "is (isn't) allowed to read", 'This account may not read users.'),
	// Learners answer questions. Servers respond.
	rule(
		/\b(?:iSpring Learn|server|host|API)(?:'s)? answer(?:s|ed)?\b|\banswer(?:ed)? (?:with|is (?!correct))/i,
		'response, respond',
		'The answer is empty.',
	),
	rule(/\brefus(?:e[ds]?|ing)\b/i, 'reject', 'iSpring Learn refused the token.'),
	rule(/\b(?:holds?|held)\b/i, 'contain', 'It holds several IDs.'),
	rule(/\byields?\b/i, 'return', 'An expression that yields nothing'),
	rule(/\b(?:alone|by (?:itself|themselves))\b/i, 'only, automatically', 'The ID alone'),
	rule(
		/(?<!as a )\bwhole\b(?! (?:request|account|day))/i,
		'complete, entire, full',
		'Names have to be whole.',
	),
	rule(/\b(?:has|have|had) to (?:be|start|begin)\b/i, 'must', 'It has to start with https.'),
	rule(/\b(?:broke off|came? about|led back|comes? upon)\b/i, 'closed, failed', 'It broke off.'),
	rule(/\bblank\b/i, 'empty', 'Blank: named after the day'),
	rule(/\bNone chosen\b|\bchosen\b/i, 'Leave empty to …, selected', 'None chosen: every status'),
	rule(/\bone item for each\b/i, 'Retrieve a list of …', 'Get the users, one item for each'),
	rule(/\b(?:separate|give) several\b/i, 'multiple values', 'Separate several with commas.'),
	rule(/\bthis moment\b/i, 'this date and time', 'At or after this moment'),
	rule(
		/^Only (?!return|count|active learners|events|applies|change|the )/i,
		'Only return …',
		'Only results of these learners',
	),
	rule(/\b(?:activated|activation)\b/i, 'publish', 'When the workflow is activated'),
	rule(/\bspecify several\b|\btyping mistake\b/i, 'misspelled', 'It has a typing mistake.'),
	rule(/\bdoes no harm\b/i, "it's safe to run this operation again", 'A second run does no harm.'),
	rule(/\bif it is (?:left )?empty\b/i, 'Leave empty to …', 'Now, if it is empty.'),
	rule(/\bthe operation '/, "the 'Get' operation", "Use the operation 'Get'."),
	rule(/\bat fault\b/i, 'has a bug', 'The package itself is at fault.'),
];

/** What a text says that it must not: what it says, and what to say instead. */
export const findBroken = (text: string, rules: readonly Rule[]): string[] =>
	rules.flatMap(({ pattern, instead }) => {
		const [found] = pattern.exec(text) ?? [];
		return found === undefined ? [] : [`"${found}": ${instead}`];
	});
