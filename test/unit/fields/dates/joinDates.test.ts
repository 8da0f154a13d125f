import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { joinDates } from '../../../../nodes/IspringLearn/fields/dates/joinDates';
import { OVERDUE_ONLY } from '../../../../nodes/IspringLearn/fields/dates/overdue';
import { relativeDate } from '../../../../nodes/IspringLearn/fields/dates/relativeDates';
import { EVENTS } from '../../../../nodes/IspringLearn/triggers/polling/events';
import { COMPLETION_STATUSES, FINISHED } from '../../../../nodes/IspringLearn/api/schema/statuses';
import { context, ITEM, sent } from '../../support/form';
import { rejectionOf, thrownBy } from '../../support/thrown';

const NOW = '2026-03-11T12:00:00Z';
const join = (query: IDataObject, zone = 'Europe/Berlin') =>
	joinDates(context(zone), query, Date.parse(NOW));

const UNFINISHED = ['declined', 'in_progress', 'incomplete', 'not_started', 'pending'];

describe('a relative date', () => {
	const completed = relativeDate('completionDate');
	const due = relativeDate('dueDate');

	it.each([
		[completed, 'Completed In', 'completedIn'],
		[due, 'Due In', 'dueIn'],
		[relativeDate('accessDate'), 'Assigned In', 'assignedIn'],
	])('is a field whose default is one of its ranges', (field, displayName, name) => {
		expect(field).toMatchObject({ displayName, name, type: 'options' });
		const values = field.options?.map((option) => 'value' in option && option.value);
		expect(values).toContain(field.default);
		expect(new Set(values).size).toBe(values?.length);
	});

	it('can be in the future only for due dates', async () => {
		expect(due.options).toHaveLength(15);
		expect(completed.options).toHaveLength(13);
		const future = sent(completed, { completionDate: { within: 'next7Days' } });
		const { message } = await rejectionOf(NodeOperationError, future);
		expect(message).toBe(`"next7Days" in 'Completed In' isn't a range of dates`);
	});

	it.each(['last7Days', 'Last 7 Days', 'last 7 days', '\u200bLAST_7_DAYS '])(
		'%j leaves its range in the query, which becomes the parameters of the exact dates',
		async (within) => {
			const query = await sent(completed, { completionDate: { within }, other: 1 });
			expect(query).toEqual({ completionDate: { within: 'last7Days' }, other: 1 });
			expect(join({ ...query })).toEqual({
				query: {
					completionDate: { startDate: '2026-03-03T23:00:00Z', endDate: '2026-03-11T22:59:59Z' },
					other: 1,
				},
				isNothing: false,
			});
		},
	);

	it.each(['', '  ', null, undefined])('does not filter if it is %j', async (within) => {
		const query = await sent(completed, { completionDate: { within }, other: 1 } as never);
		expect(query).toEqual({ other: 1 });
	});

	it.each<[unknown, string]>([
		['last 8 days', 'last 8 days'],
		['2026-01-01', '2026-01-01'],
		[7, '7'],
		[true, 'true'],
		[['last7Days'], '["last7Days"]'],
		[{ value: 'last7Days' }, '{"value":"last7Days"}'],
	])('rejects %j with a list of names and values', async (within, shown) => {
		const promise = sent(completed, { completionDate: { within } } as never);
		const error = await rejectionOf(NodeOperationError, promise);
		expect(error.message).toBe(`"${shown}" in 'Completed In' isn't a range of dates`);
		expect(error.description).toContain('Last 7 Days (last7Days)');
		expect(error.description).toContain("'Completed After'");
		expect(error.context.itemIndex).toBe(ITEM);
	});

	it.each([
		[{ startDate: NOW }, "'Completed After'"],
		[{ endDate: NOW }, "'Completed Before'"],
		[{ startDate: NOW, endDate: NOW }, "'Completed After' and 'Completed Before'"],
	])('is rejected together with %j of the same date', (exact, names) => {
		const query = { completionDate: { within: 'today', ...exact } };
		const error = thrownBy(NodeOperationError, () => join(query));
		expect(error.message).toBe(`'Completed In' can't be combined with ${names}`);
		expect(error.description).toContain('Remove');
		expect(error.context.itemIndex).toBe(ITEM);
	});

	it('goes together with other dates', () => {
		const { query } = join({
			completionDate: { within: 'today' },
			dueDate: { startDate: '2026-01-01T00:00:00Z' },
			accessDate: { within: 'lastYear' },
		});
		expect(query).toEqual({
			completionDate: { startDate: '2026-03-10T23:00:00Z', endDate: '2026-03-11T22:59:59Z' },
			dueDate: { startDate: '2026-01-01T00:00:00Z' },
			accessDate: { startDate: '2024-12-31T23:00:00Z', endDate: '2025-12-31T22:59:59Z' },
		});
	});
});

test.each<IDataObject>([
	{},
	{ other: [1] },
	{ dueDate: { endDate: NOW }, completionStatuses: ['passed'] },
])('%j stays as it is', (query) => {
	const before = structuredClone(query);
	expect(join(query)).toEqual({ query, isNothing: false });
	expect(query).toEqual(before);
});

describe('Overdue Only', () => {
	it.each([true, 'true', ' TRUE '])('%j limits the due date and the statuses', async (overdue) => {
		const query = await sent(OVERDUE_ONLY, { dueDate: { overdue } });
		expect(join({ ...query })).toEqual({
			query: { dueDate: { endDate: NOW }, completionStatuses: UNFINISHED },
			isNothing: false,
		});
	});

	it.each([false, 'false', '', null])('%j does not filter', async (overdue) => {
		const query = await sent(OVERDUE_ONLY, { dueDate: { overdue } } as never);
		expect(join({ ...query })).toEqual({ query: {}, isNothing: false });
	});

	it('rejects what is neither true nor false', async () => {
		const error = await rejectionOf(
			NodeOperationError,
			sent(OVERDUE_ONLY, { dueDate: { overdue: 5 } }),
		);
		expect(error.message).toContain('Overdue Only');
	});

	it('agrees with the event Module Overdue on the statuses', () => {
		const counted = COMPLETION_STATUSES.map(({ value }) => String(value)).filter((status) =>
			EVENTS.moduleOverdue.counts({ completionStatus: status }),
		);
		expect(counted).toEqual(UNFINISHED);
	});

	it.each<[string, IDataObject, IDataObject]>([
		[
			'the start of a range',
			{ startDate: '2026-01-01T00:00:00Z' },
			{ startDate: '2026-01-01T00:00:00Z', endDate: NOW },
		],
		['an end in the future', { endDate: '2027-01-01T00:00:00Z' }, { endDate: NOW }],
		[
			'an end in the past',
			{ endDate: '2026-01-01T00:00:00Z' },
			{ endDate: '2026-01-01T00:00:00Z' },
		],
		[
			'a range until today',
			{ within: 'last7Days' },
			{ startDate: '2026-03-03T23:00:00Z', endDate: NOW },
		],
		[
			'a range in the past',
			{ within: 'lastWeek' },
			{ startDate: '2026-03-01T23:00:00Z', endDate: '2026-03-08T22:59:59Z' },
		],
		[
			'the next days, which begin today',
			{ within: 'next7Days' },
			{ startDate: '2026-03-10T23:00:00Z', endDate: NOW },
		],
	])('with %s, the earlier end counts', (_name, due, expected) => {
		const { query, isNothing } = join({ dueDate: { overdue: true, ...due } });
		expect(query.dueDate).toEqual(expected);
		expect(isNothing).toBe(false);
	});

	it('keeps those of the chosen statuses that are unfinished', () => {
		const completionStatuses = ['passed', 'not_started', 'pending'];
		const { query, isNothing } = join({ dueDate: { overdue: true }, completionStatuses });
		expect(query.completionStatuses).toEqual(['not_started', 'pending']);
		expect(isNothing).toBe(false);
	});

	it.each<IDataObject>([
		{ completionStatuses: ['passed'] },
		{ completionStatuses: [...FINISHED] },
		{ dueDate: { startDate: '2026-03-11T12:00:01Z' } },
		{ dueDate: { startDate: '2026-03-12T00:00:00Z', endDate: '2026-04-01T00:00:00Z' } },
	])('matches nothing with %j', ({ dueDate, ...query }) => {
		const due = { ...(dueDate as IDataObject), overdue: true };
		expect(join({ ...query, dueDate: due }).isNothing).toBe(true);
	});
});
