/**
 * Rules of n8n's lint for community nodes that the installed version doesn't have yet, for all forms of the package.
 * https://github.com/n8n-io/n8n/tree/master/packages/@n8n/eslint-plugin-community-nodes/docs/rules
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import manifest from '../../package.json';
import { IspringLearnApi } from '../../credentials/IspringLearnApi.credentials';
import { IspringLearn } from '../../nodes/IspringLearn/IspringLearn.node';
import { IspringLearnInstantTrigger } from '../../nodes/IspringLearn/IspringLearnInstantTrigger.node';
import { IspringLearnTrigger } from '../../nodes/IspringLearn/IspringLearnTrigger.node';
import { filesBelow, ROOT, SOURCES } from '../support/package';

const NODES = [new IspringLearn(), new IspringLearnTrigger(), new IspringLearnInstantTrigger()];

interface Field {
	path: string;
	field: INodeProperties;
	/** True in a collection of optional fields. */
	isOptional: boolean;
}

function fieldsIn(fields: readonly INodeProperties[], path: string, isOptional = false): Field[] {
	return fields.flatMap((field): Field[] => {
		const own = { path: `${path}.${field.name}`, field, isOptional };
		if (field.type === 'collection') {
			return [own, ...fieldsIn((field.options ?? []) as INodeProperties[], own.path, true)];
		}
		if (field.type !== 'fixedCollection') return [own];
		const groups = (field.options ?? []) as INodePropertyCollection[];
		return [own, ...groups.flatMap(({ values }) => fieldsIn(values, own.path))];
	});
}

const FIELDS = [
	...NODES.flatMap(({ description: { name, properties } }) => fieldsIn(properties, name)),
	...fieldsIn(new IspringLearnApi().properties, 'ispringLearnApi'),
];

/** The paths of the fields that break a rule. */
const breaking = (isBroken: (field: Field) => boolean): string[] =>
	FIELDS.filter(isBroken).map(({ path }) => path);

/** The entries of a list on the form. */
const entriesOf = ({ type, options = [] }: INodeProperties): INodePropertyOptions[] =>
	type === 'options' || type === 'multiOptions' ? (options as INodePropertyOptions[]) : [];

test('finds the fields of all forms, also in collections', () => {
	const paths = FIELDS.map(({ path }) => path);
	expect(paths).toEqual(
		expect.arrayContaining([
			'ispringLearn.filters.users.userId',
			'ispringLearnTrigger.event',
			'ispringLearnInstantTrigger.event',
			'ispringLearnApi.clientId',
		]),
	);
});

test.each<[rule: string, isBroken: (field: Field) => boolean]>([
	['hint-max-length', ({ field }) => (field.hint ?? '').length > 120],
	['require-param-default', ({ field }) => field.type !== 'notice' && field.default === undefined],
	[
		'no-duplicate-param-options',
		({ field }) => {
			const values = entriesOf(field).map(({ value }) => value);
			return new Set(values).size < values.length;
		},
	],
	[
		'no-asterisk-in-option-names',
		({ field }) => entriesOf(field).some(({ name }) => name.includes('*')),
	],
	[
		'non-required-fields-in-collection',
		({ field, isOptional }) => isOptional && field.required === true,
	],
	['open-ended-node-fields', ({ field, isOptional }) => field.type === 'json' && !isOptional],
])('%s', (_, isBroken) => {
	expect(breaking(isBroken)).toEqual([]);
});

test('single-credential-per-node, prefer-declarative-style', () => {
	for (const { description } of NODES) {
		expect(description.credentials?.map(({ name }) => name)).toEqual(['ispringLearnApi']);
	}
	expect(NODES[0]).not.toHaveProperty('execute');
});

/** n8n's categories for community nodes, without those that the rules exclude. */
const CATEGORIES = [
	'Analytics',
	'Communication',
	'Data & Storage',
	'Development',
	'Finance & Accounting',
	'Marketing & Content',
	'Miscellaneous',
	'Productivity',
	'Sales',
	'Utility',
];

test('valid-codex-categories, valid-node-categories, no-ai-codex-category, no-codex-subcategories, no-logic-or-flow-nodes', () => {
	const files = filesBelow('nodes').filter((file) => file.endsWith('.node.json'));
	expect(files).toHaveLength(NODES.length);
	for (const file of files) {
		const codex = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { categories: string[] };
		expect(codex.categories.filter((category) => !CATEGORIES.includes(category))).toEqual([]);
		expect(codex).not.toHaveProperty('subcategories');
	}
});

test('no-hardcoded-ids', () => {
	const literal =
		/\b\w*(client|account|tenant|project|organi[sz]ation)Id\w*\s*[:=]\s*(['"`])[\w-]+\2/i;
	const found = SOURCES.filter((file) => literal.test(readFileSync(join(ROOT, file), 'utf8')));
	expect(found).toEqual([]);
	expect(literal.test("const clientId = 'abc-123';")).toBe(true);
});

test('require-mit-license, no-monorepo', () => {
	expect(manifest.license).toBe('MIT');
	expect(manifest).not.toHaveProperty('workspaces');
	expect(manifest.repository).not.toHaveProperty('directory');
});

/** The relative luminance of a colour such as #2b2b2b, as WCAG defines it. */
function luminance(color: string): number {
	const hex = color.length === 4 ? color.replace(/\w/g, '$&$&') : color;
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const part = parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

test.each([
	['ispringLearn.svg', '#ffffff'],
	['ispringLearn.dark.svg', '#2b2b2b'],
])('icon-contrast: %s on %s', (icon, background) => {
	const svg = readFileSync(join(ROOT, 'icons', icon), 'utf8');
	// The first shape is the background of the icon, and covers it as a whole.
	const [, color = ''] = /<rect width="48" height="48"[^>]* fill="(#\w+)"/.exec(svg) ?? [];
	expect(contrast(color, background)).toBeGreaterThanOrEqual(1.5);
	expect(contrast('#000', '#fff')).toBeCloseTo(21);
});
