import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { IDataObject, IExecuteSingleFunctions, INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { Runtime } from '../../../../nodes/IspringLearn/api/runtime';
import {
	choiceField,
	dayField,
	integerField,
	isRequiredField,
	momentField,
	required,
	switchField,
	textField,
} from '../../../../nodes/IspringLearn/fields/send/sendFields';
import type { Operation } from '../../../../nodes/IspringLearn/operations/resourceForm';
import { buildForm } from '../../../../nodes/IspringLearn/operations/resourceForm';
import { createPreview } from '../../../../nodes/IspringLearn/output/preview';

const WORDS = { displayName: 'Field', name: 'field', description: 'A field' };

/** What a field sends for a value. */
async function send(field: INodeProperties, value: unknown, timezone = 'UTC'): Promise<unknown> {
	const context = {
		getNode: () => ({ name: 'iSpring Learn', type: 'x', parameters: {} }),
		getItemIndex: () => 0,
		getTimezone: () => timezone,
	} as unknown as IExecuteSingleFunctions;
	let request = { url: '/', qs: { field: value } as IDataObject };
	for (const preSend of field.routing?.send?.preSend ?? []) {
		request = (await preSend.call(context, request)) as typeof request;
	}
	return request.qs.field;
}

const TEXT = textField(WORDS);
const SWITCH = switchField(WORDS);
const DAY = dayField(WORDS);
const INTEGER = integerField(WORDS, { min: 1, max: 100 }, 1);
const CHOICE = choiceField<'now' | 'onDate'>(
	WORDS,
	{ now: { name: 'Now' }, onDate: { name: 'On a Date' } },
	'now',
);

test.each<[string, INodeProperties, unknown, unknown]>([
	['a text', TEXT, ' x\u200b ', 'x'],
	[
		'a text with joiners',
		TEXT,
		' \u0645\u06cc\u200c\u0634\u0648\u062f \u2764\ufe0f',
		'\u0645\u06cc\u200c\u0634\u0648\u062f \u2764\ufe0f',
	],
	['a number as text', TEXT, 7, '7'],
	['no blank text', TEXT, ' \u200b', undefined],
	['no missing text', TEXT, null, undefined],
	['a switch', SWITCH, true, true],
	['a switch as text', SWITCH, 'False', false],
	['no blank switch', SWITCH, null, undefined],
	['a choice by its name', CHOICE, 'on a date', 'onDate'],
	['a day', DAY, '2026-01-31', '2026-01-31'],
	['no blank day', DAY, '', undefined],
	['a whole number', INTEGER, 100, 100],
	['a whole number as text', INTEGER, ' 7 ', 7],
	['no blank number', INTEGER, ' ', undefined],
])('%s is sent', async (_name, field, value, sent) => {
	expect(await send(field, value)).toBe(sent);
});

test('a moment is sent as its day in the timezone of the workflow', async () => {
	expect(await send(DAY, '2026-01-31T23:30:00Z', 'Asia/Tokyo')).toBe('2026-02-01');
	expect(await send(DAY, '2026-01-31T23:30:00', 'Asia/Tokyo')).toBe('2026-01-31');
});

test('a day is sent in the same digits in any language', async () => {
	const day = DateTime.fromISO('2026-01-31', { locale: 'ar-EG' });
	expect(await send(DAY, day.reconfigure({ numberingSystem: 'arab' }))).toBe('2026-01-31');
});

test.each(['2026-12', '202612', '2026-W05', '2026W05', '2026', '2026-02-30', '18:00', 46_000])(
	'%j is no day',
	async (value) => {
		await expect(send(DAY, value)).rejects.toThrow("isn't a date");
	},
);

test.each([0, 101, 1.5, -1, NaN, Infinity, 'many', true, '1,5', [1], { a: 1 }])(
	'%j is no whole number from 1 to 100',
	async (value) => {
		const message = "'Field' must be a whole number from 1 to 100";
		await expect(send(INTEGER, value)).rejects.toThrow(message);
	},
);

test('a number that the editor would correct stops the node', () => {
	const { typeOptions, default: initial } = integerField(WORDS, { min: 1, max: 9 }, 0);
	expect(initial).toBe(0);
	expect(typeOptions).toEqual({ numberPrecision: 0, minValue: 0, maxValue: 9 });
});

test.each([
	[
		'ranges',
		integerField(WORDS, { min: 0, max: 9 }, 0),
		integerField(WORDS, { min: 1, max: 9 }, 0),
	],
	['ends', momentField(WORDS), momentField(WORDS, true)],
])('fields with other %s are not merged into one', (_name, one, other) => {
	const fields = (field: INodeProperties): Operation => ({
		...{ name: 'A', value: field === one ? 'a' : 'b', action: 'A', description: 'A' },
		fields: () => [field],
		preview: createPreview([]),
	});
	const operations = [fields(one), fields(other)];
	const form = buildForm({ name: 'Thing', value: 'thing', operations }, new Runtime());
	expect(form.filter(({ name }) => name === 'field')).toHaveLength(2);
});

test('a required field stops when there is nothing to send', async () => {
	const field = required(TEXT, 'Enter text.');
	expect([isRequiredField(field), isRequiredField(TEXT)]).toEqual([true, false]);
	expect(await send(field, 'x')).toBe('x');
	await expect(send(field, ' ')).rejects.toThrow("'Field' is empty");
});

test.each([
	['text', TEXT],
	['switch', SWITCH],
	['choice', CHOICE],
	['day', DAY],
	['number', INTEGER],
])(
	'a %s sends a value of its kind, or stops with a message, whatever it receives',
	async (kind, field) => {
		const isSound: Record<string, (sent: unknown) => boolean> = {
			text: (sent) => sent === undefined || (typeof sent === 'string' && sent.trim() !== ''),
			switch: (sent) => sent === undefined || typeof sent === 'boolean',
			choice: (sent) => sent === 'now' || sent === 'onDate',
			number: (sent) => sent === undefined || Number.isInteger(sent),
			day: (sent) => sent === undefined || /^\d{4}-\d\d-\d\d$/.test(String(sent)),
		};
		await fc.assert(
			fc.asyncProperty(fc.anything(), async (value) => {
				const outcome = await send(field, value).catch((error: unknown) => error);
				expect(outcome instanceof NodeOperationError || isSound[kind](outcome)).toBe(true);
			}),
			{ examples: [[{ toString: 1 }], [[{ toString: '' }]], [[true]]] },
		);
	},
);
