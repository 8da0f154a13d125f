/**
 * The hints beside the output in n8n's editor. Their conditions can only use the form: a declarative
 * node cannot add hints after it has run, and a condition cannot read the node's output.
 */
import type { NodeHint } from 'n8n-workflow';
import { UNFINISHED } from '../api/schema/statuses';
import type { KnownNames } from '../fields/guard/unknownNames';

const IN_OUTPUT = { location: 'outputPane', type: 'info' } as const;

/** Wraps JavaScript as an n8n expression. */
const toExpression = (javaScript: string): string => `={{ ${javaScript} }}`;

const readOption = (name: string): string =>
	`($rawParameter["options"] ?? {})[${JSON.stringify(name)}]`;

const FILTERS = '($rawParameter["filters"] ?? {})';

/** Whether a filter or the required course has an expression. */
const HAS_EXPRESSION = `JSON.stringify([${FILTERS}, $rawParameter["courseId"] ?? ""]).includes('"=')`;

/** Whether the node reads or counts results of modules or courses. The trigger, which has no resources, always does. */
const HAS_RESULTS =
	'["moduleResult", "courseResult", "learnerProgress", "courseProgress", undefined].includes($rawParameter["resource"])';

/** What n8n keeps beside the value of a resource locator, and the names of fields, in JSON. */
const BESIDE_VALUES = '/"(__rl|mode|cachedResult\\w+)":("[^"]*"|true)|"\\w+":/g';

/** Whether a field has a value, also one with rows: whether its JSON has more than marks in it. */
const HOLDS = `value => /[^{}[\\],"]/.test(JSON.stringify(value ?? "").replace(${BESIDE_VALUES}, ""))`;

/** Whether any filter has a value. */
const HAS_FILTER = `Object.values(${FILTERS}).some(${HOLDS})`;

/** The names in the form of each resource, by its value; under "" for a node without resources. */
type NamesByResource = ReadonlyMap<string, KnownNames>;

/** Warns about most of what `assertKnownNames` reports when the node runs. */
function unknownNames(
	known: NamesByResource,
	misplaced: readonly string[],
	operations: readonly string[],
): NodeHint {
	const filters = [...known].map(([value, names]) => [
		value,
		names.filters.map(({ name }) => name),
	]);
	const [options = []] = [...known.values()].map((names) => [...names.options]);
	const data = JSON.stringify({
		filters: Object.fromEntries(filters) as object,
		options,
		outside: misplaced,
		operations,
	});
	const check = `(form, names, holds) => (form["operation"] === undefined || names.operations.includes(form["operation"])) && (
		[form["filters"], form["options"]].some(one => holds(one) && (typeof one !== "object" || Array.isArray(one)))
		|| Object.keys(form["filters"] ?? {}).some(name => !(names.filters[form["resource"] ?? ""] ?? []).includes(name) && holds(form["filters"][name]))
		|| Object.keys(form["options"] ?? {}).some(name => !names.options.includes(name) && holds(form["options"][name]))
		|| names.outside.some(name => holds(form[name])))`;
	return {
		message:
			"This node has a filter that isn't in its form, so it stops with a message that names the filter.",
		type: 'warning',
		location: 'outputPane',
		whenToDisplay: 'always',
		displayCondition: toExpression(`(${check})($rawParameter, ${data}, ${HOLDS})`),
	};
}

/** iSpring Learn silently leaves out inactive learners. */
const ACTIVE_LEARNERS: NodeHint = {
	...IN_OUTPUT,
	message:
		"Only active learners are included. To include blocked or former learners, add the 'User Statuses' filter.",
	whenToDisplay: 'afterExecution',
	displayCondition: toExpression(
		`${HAS_RESULTS} && JSON.stringify(${FILTERS}["userStatuses"] ?? "").length <= 2`,
	),
};

/** The node sends no request then, because without statuses it would return everything. */
const NONE_OVERDUE: NodeHint = {
	...IN_OUTPUT,
	message:
		"No results match, because 'Overdue Only' leaves out finished work, and 'Completion Statuses' includes nothing else. Remove one of these filters.",
	whenToDisplay: 'afterExecution',
	displayCondition: toExpression(
		`${HAS_RESULTS} && ${FILTERS}["overdueOnly"] === true && Array.isArray(${FILTERS}["completionStatuses"]) && ${FILTERS}["completionStatuses"].length > 0 && !${FILTERS}["completionStatuses"].some(status => ${JSON.stringify(UNFINISHED)}.includes(status))`,
	),
};

const SKIPPED_IDS: NodeHint = {
	...IN_OUTPUT,
	message:
		"IDs that don't exist are skipped, because 'Skip Invalid IDs' is on. To see which, set 'On Error' under 'Settings' to 'Continue (using error output)'. n8n's log also lists them.",
	whenToDisplay: 'afterExecution',
	displayCondition: toExpression(`${readOption('skipInvalidIds')} ? ${HAS_FILTER} : false`),
};

/** The option has another name in operations that need their fields. */
const noResults = (operations: readonly string[]): NodeHint => ({
	...IN_OUTPUT,
	message:
		"No results? If an expression in a filter returns nothing, that input item has no results, because 'Empty Expressions' is set to 'No Results'.",
	whenToDisplay: 'afterExecution',
	displayCondition: toExpression(
		`${readOption('emptyExpressions')} === "noResults" && ${JSON.stringify(operations)}.includes($rawParameter["operation"]) && ${HAS_EXPRESSION}`,
	),
});

const NO_FILTER: NodeHint = {
	...IN_OUTPUT,
	message:
		"If an expression returns nothing, its filter is ignored, because 'Empty Expressions' is set to 'No Filter'. The output can contain more than you expect.",
	whenToDisplay: 'afterExecution',
	displayCondition: toExpression(
		`${readOption('emptyExpressions')} === "noFilter" && ${HAS_EXPRESSION}`,
	),
};

/**
 * The hints of the action node.
 * @param misplaced names under which a filter may wrongly have been put at the top level of the form
 * @param operations the operations that read lists
 */
export const nodeHints = (
	known: NamesByResource,
	misplaced: readonly string[],
	operations: readonly string[],
): NodeHint[] => [
	unknownNames(known, misplaced, operations),
	ACTIVE_LEARNERS,
	NONE_OVERDUE,
	SKIPPED_IDS,
	noResults(operations),
	NO_FILTER,
];

/** The hints of the polling trigger. It needs fewer, because Fetch Test Event shows a message when nothing matches. */
export const triggerHints = (known: NamesByResource, misplaced: readonly string[]): NodeHint[] => [
	unknownNames(known, misplaced, []),
	ACTIVE_LEARNERS,
	NO_FILTER,
];

/** The hints of the instant trigger. iSpring Learn applies its filters. */
export const instantHints = (known: NamesByResource, misplaced: readonly string[]): NodeHint[] => [
	unknownNames(known, misplaced, []),
];
