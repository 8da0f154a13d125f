/** What must be seen on the form, because n8n shows a description only while the mouse is over the label. */
import type { INodeProperties } from 'n8n-workflow';
import { IspringLearn } from '../../../nodes/IspringLearn/IspringLearn.node';
import { shownIn } from '../../support/forms';

const { description } = new IspringLearn();

const dropdowns = description.properties.filter(({ name }) => name === 'operation');
const valuesIn = ({ options = [] }: INodeProperties): string[] =>
	options.flatMap((one) => ('value' in one ? [String(one.value)] : []));
const resourceOf = ({ displayOptions }: INodeProperties): string =>
	String(displayOptions?.show?.resource?.[0]);

/** The operations of the node that its tool does not have, without those that read. */
const DANGEROUS = dropdowns.flatMap((dropdown) => {
	const resource = resourceOf(dropdown);
	const inTool = new Set(
		dropdowns
			.filter(
				(one) =>
					resourceOf(one) === resource && !one.displayOptions?.show?.['@tool']?.includes(false),
			)
			.flatMap(valuesIn),
	);
	return valuesIn(dropdown)
		.filter((operation) => !['download', 'export'].includes(operation) && !inTool.has(operation))
		.map((operation): [string, string] => [resource, operation]);
});

const hintsOf = (resource: string, operation: string): string[] =>
	shownIn(description, { resource, operation }).flatMap(({ hint }) => (hint ? [hint] : []));

test('there are such operations', () => {
	expect(DANGEROUS).toEqual(
		expect.arrayContaining([
			['user', 'delete'],
			['group', 'replaceMembers'],
		]),
	);
});

test.each(DANGEROUS)('%s: %s warns of what is lost', (resource, operation) => {
	expect(hintsOf(resource, operation).join(' ')).toMatch(/can't be undone|are removed/);
});

test.each([
	['user', 'update'],
	['user', 'upsert'],
	['department', 'update'],
	['department', 'upsert'],
])('%s: %s says that empty fields change nothing', (resource, operation) => {
	expect(hintsOf(resource, operation)).toContain('Fields that you leave empty stay as they are');
});
