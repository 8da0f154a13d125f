import { NodeOperationError } from 'n8n-workflow';
import { ENDPOINTS } from '../../../nodes/IspringLearn/api/endpoints/endpoints';
import type { OutputForm } from '../../../nodes/IspringLearn/fields/outputFields';
import { outputFields, parseOutput } from '../../../nodes/IspringLearn/fields/outputFields';
import { ALL_COLUMNS, SIMPLIFIED } from '../../support/columns';
import { context } from '../support/form';
import { thrownBy } from '../support/thrown';

const RESULTS: OutputForm = {
	endpoint: ENDPOINTS.moduleResults,
	simplified: SIMPLIFIED,
	initial: 'simplified',
};

/** An account adds columns of its own to users. */
const USERS: OutputForm = { ...RESULTS, endpoint: ENDPOINTS.users, simplified: ['userName'] };

const shapeFor = (output: unknown, columns: unknown = [], form = RESULTS) =>
	parseOutput(context(), form, output, () => columns);

const namesFor = (columns: unknown, form = RESULTS) =>
	shapeFor('selected', columns, form)?.columns.map(({ name }) => name);

describe('the fields', () => {
	const [output, columns] = outputFields(RESULTS);

	it('offer the outputs, from the most useful one to the record as sent', () => {
		expect(output).toMatchObject({ name: 'output', default: 'simplified' });
		expect(output.options?.map((option) => 'value' in option && option.value)).toEqual([
			'simplified',
			'all',
			'selected',
			'raw',
		]);
		expect(outputFields({ ...RESULTS, initial: 'all' })[0].default).toBe('all');
	});

	it('offer every column in the order of the output, and what it holds', () => {
		expect(columns.displayOptions).toEqual({ show: { output: ['selected'] } });
		expect(columns.options?.map(({ name }) => name)).toEqual(ALL_COLUMNS);
		for (const option of columns.options ?? []) expect(option).toHaveProperty('description');
	});
});

describe('Output', () => {
	it('simplified has its columns in their own order, and no others', () => {
		const shape = shapeFor('simplified');
		expect(shape?.columns.map(({ name }) => name)).toEqual(SIMPLIFIED);
		expect(shape?.keepsUnknown).toBe(false);
	});

	it('all has every column, and fields that iSpring Learn adds later', () => {
		const shape = shapeFor('all');
		expect(shape?.columns.map(({ name }) => name)).toEqual(ALL_COLUMNS);
		expect(shape).toMatchObject({ keepsUnknown: true });
	});

	it('raw has no columns of its own', () => expect(shapeFor('raw')).toBeNull());

	it.each(['All Columns', 'ALL', ' all columns '])('%j is all columns', (value) => {
		expect(shapeFor(value)).toEqual(shapeFor('all'));
	});

	it.each(['everything', '', null, 5, ['all', 'raw']])('%j is rejected', (value) => {
		const { message, description } = thrownBy(NodeOperationError, () => shapeFor(value));
		expect(message).toMatch(/'Output' (isn't a choice|is empty)$/);
		expect(description).toContain('Simplified, All Columns, Selected Columns, Raw');
	});

	it('reads Columns only for selected columns', () => {
		const fail = (): never => {
			throw new Error('read');
		};
		for (const output of ['simplified', 'all', 'raw']) {
			expect(() => parseOutput(context(), RESULTS, output, fail)).not.toThrow();
		}
		expect(() => parseOutput(context(), RESULTS, 'selected', fail)).toThrow('read');
	});
});

describe('Columns', () => {
	const chosen = ['resultKey', 'userName', 'progress'];

	it.each([
		[chosen],
		['resultKey, userName, progress'],
		['resultKey;userName\nprogress'],
		['resultKey userName progress'],
		['["resultKey","userName","progress"]'],
		[['resultKey', 'userName', 'resultKey', 'progress', 'USERNAME']],
		[[['resultKey'], ' userName ', null, '', 'progress']],
		['RESULTKEY, username, Progress,'],
	])('%j are those columns, each once and in that order', (value) => {
		expect(namesFor(value)).toEqual(chosen);
	});

	it.each([['teacher'], ['userName, teacher'], [['userName', 7]], [{ userName: true }]])(
		'%j are refused, with the columns that exist',
		(value) => {
			const { message, description } = thrownBy(NodeOperationError, () => namesFor(value));
			expect(message).toMatch(/in 'Columns' isn't a column$/);
			expect(description).toContain(ALL_COLUMNS.join(', '));
		},
	);

	it.each([[[]], [''], [' , '], [null], [undefined], [[null, '']]])('%j are rejected', (value) => {
		for (const form of [RESULTS, USERS]) {
			const { message, description } = thrownBy(NodeOperationError, () => namesFor(value, form));
			expect(message).toMatch(/^'Columns' is empty$/);
			expect(description).toContain("set 'Output' to 'All Columns'");
		}
	});

	it('may be profile fields of the account, for users', () => {
		expect(namesFor('Email, jobTitle; Дата приёма\n__proto__', USERS)).toEqual([
			'email',
			'jobTitle',
			'Дата приёма',
			'__proto__',
		]);
	});

	it('may be written as the labels of the fields', () => {
		expect(namesFor(['User Name', 'completion_status'])).toEqual(['userName', 'completionStatus']);
		const labels = ['First Name', 'Job title', 'JOB_TITLE', 'group names', 'ИНН', 'profileStatus2'];
		expect(namesFor(labels, USERS)).toEqual([
			'firstName',
			'jobTitle',
			'groupNames',
			'ИНН',
			'profileStatus2',
		]);
	});
});
