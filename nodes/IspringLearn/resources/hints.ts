/**
 * What n8n's editor says beside the output. A declarative node can only say what follows from its form:
 * n8n lets it add nothing after it has run, and a condition cannot look at the node's own output.
 */
import type { NodeHint } from 'n8n-workflow';
import type { KnownNames } from '../fields/guard/unknownNames';

const IN_OUTPUT = { location: 'outputPane', type: 'info' } as const;

/** As a condition of n8n: an expression that is true or false. */
const condition = (javaScript: string): string => `={{ ${javaScript} }}`;

const OPTION = (name: string): string =>
	`($rawParameter["options"] ?? {})[${JSON.stringify(name)}]`;

const FILTERS = '($rawParameter["filters"] ?? {})';

/** A filter that is not blank. */
const HAS_FILTER = `Object.values(${FILTERS}).some(value => JSON.stringify(value ?? "").length > 2)`;

/** An expression in a filter, or in the place of the course whose modules are read. */
const HAS_EXPRESSION = `JSON.stringify([${FILTERS}, $rawParameter["courseId"] ?? ""]).includes('"=')`;

/** Blank fields as JSON. */
const BLANKS = ['""', '[]', '{}'];

interface Names {
	/** The filters of each list, by the value of Resource; under "" those of a node without resources. */
	lists: ReadonlyMap<string, KnownNames>;
	/** Names at the top level of the form that it does not show. */
	outside: readonly string[];
}

/** The same that `assertKnownNames` refuses, as far as the form alone tells it. */
function unknownNames({ lists, outside }: Names): NodeHint {
	const filters = [...lists].map(([value, list]) => [value, list.filters.map(({ name }) => name)]);
	const [options = []] = [...lists.values()].map((list) => [...list.options]);
	const data = JSON.stringify({ filters: Object.fromEntries(filters) as object, options, outside });
	const holds = `value => !${JSON.stringify(BLANKS)}.includes(JSON.stringify(value ?? ""))`;
	const check = `(form, names, holds) =>
		[form["filters"], form["options"]].some(one => holds(one) && (typeof one !== "object" || Array.isArray(one)))
		|| Object.keys(form["filters"] ?? {}).some(name => !(names.filters[form["resource"] ?? ""] ?? []).includes(name) && holds(form["filters"][name]))
		|| Object.keys(form["options"] ?? {}).some(name => !names.options.includes(name) && holds(form["options"][name]))
		|| names.outside.some(name => holds(form[name]))`;
	return {
		message:
			'This node holds a filter that its form does not have, so it stops with a message that names the filter.',
		type: 'warning',
		location: 'outputPane',
		whenToDisplay: 'always',
		displayCondition: condition(`(${check})($rawParameter, ${data}, ${holds})`),
	};
}

/** iSpring Learn leaves people out without a word. */
const ACTIVE_LEARNERS: NodeHint = {
	...IN_OUTPUT,
	message:
		"No results? iSpring Learn returns results for active learners only. To include others, add the filter 'User Statuses'.",
	whenToDisplay: 'afterExecution',
	displayCondition: condition(
		`["moduleResult", "courseResult"].includes($rawParameter["resource"]) && JSON.stringify(${FILTERS}["userStatuses"] ?? "").length <= 2`,
	),
};

const SKIPPED_IDS: NodeHint = {
	...IN_OUTPUT,
	message:
		"IDs that iSpring Learn doesn't know are skipped, because 'Skip Invalid IDs' is on. n8n's log names them. So does the error output, if On Error under Settings is 'Continue (using error output)'.",
	whenToDisplay: 'afterExecution',
	displayCondition: condition(`${OPTION('skipInvalidIds')} ? ${HAS_FILTER} : false`),
};

const NO_RESULTS: NodeHint = {
	...IN_OUTPUT,
	message:
		"No results? An input item returns nothing when an expression in one of its filters yields nothing, because 'Empty Expressions' is set to 'No Results'.",
	whenToDisplay: 'afterExecution',
	displayCondition: condition(`${OPTION('emptyExpressions')} === "noResults" && ${HAS_EXPRESSION}`),
};

const NO_FILTER: NodeHint = {
	...IN_OUTPUT,
	message:
		"A filter whose expression yields nothing is left out, because 'Empty Expressions' is set to 'No Filter'. The output may then hold more than you expect.",
	whenToDisplay: 'afterExecution',
	displayCondition: condition(`${OPTION('emptyExpressions')} === "noFilter" && ${HAS_EXPRESSION}`),
};

/** The hints of the node. */
export const nodeHints = (names: Names): NodeHint[] => [
	unknownNames(names),
	ACTIVE_LEARNERS,
	SKIPPED_IDS,
	NO_RESULTS,
	NO_FILTER,
];

/** The hints of the trigger, whose empty test says why by itself. */
export const triggerHints = (names: Names): NodeHint[] => [unknownNames(names), NO_FILTER];
