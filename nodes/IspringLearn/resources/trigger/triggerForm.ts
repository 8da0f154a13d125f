/** What the forms of both triggers have in common. */
import type { IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { knownNames, misplacedNames, preserveNames } from '../../fields/guard/preservedNames';
import type { KnownNames } from '../../fields/guard/unknownNames';
import { assertKnownNames } from '../../fields/guard/unknownNames';
import type { CheckNames } from '../../triggers/form/outputOptions';

/** The words of events, by their values in the parameter `event`. */
type EventWords = Readonly<Record<string, { name: string; description: string }>>;

/** The field Trigger On. */
export const eventField = (events: EventWords): INodeProperties => ({
	displayName: 'Trigger On',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	default: 'moduleCompleted',
	options: Object.entries(events).map(([value, { name, description }]) => ({
		name,
		value,
		description,
	})),
});

/** The text below the node on the canvas, such as "Module Completed", as an n8n expression. */
export function subtitleOf(events: EventWords): string {
	const names = Object.fromEntries(
		Object.entries(events).map(([value, { name }]) => [value, name]),
	);
	return `={{ ${JSON.stringify(names)}[$parameter["event"]] ?? $parameter["event"] }}`;
}

/** A form in which names that it doesn't have are found. */
interface CheckedForm {
	fields: INodeProperties[];
	/** The names in the form. A trigger has no resources, so they are under "". */
	known: ReadonlyMap<string, KnownNames>;
	misplaced: readonly string[];
	checkNames: CheckNames;
}

/**
 * Adds the check for filters that n8n would ignore to the form of a trigger.
 * @param label the name of the trigger
 */
export function checkedForm(label: string, fields: readonly INodeProperties[]): CheckedForm {
	const misplaced = misplacedNames(fields);
	const [names] = knownNames([{ name: label, form: [...fields] }]);
	return {
		fields: [...fields, ...preserveNames(misplaced)],
		known: new Map([['', names]]),
		misplaced,
		checkNames: (context: IExecuteSingleFunctions) => assertKnownNames(context, names, misplaced),
	};
}
