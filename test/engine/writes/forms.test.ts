/** What the editor shows in the forms of writes: profile fields and roles. */
import type { Simulator } from '../../simulator/server';
import { FORMATS, useSuite } from '../../support/engine/suite';

const suite = useSuite();

const map = async (simulator: Simulator, method: string) =>
	await suite.engine.mapFields(method, suite.account(simulator), {
		resource: 'user',
		operation: 'create',
	});

describe.each(FORMATS)('in %s', (format) => {
	test('the mapping has every profile field by its label', async () => {
		const simulator = await suite.simulator({ rows: 5, format });
		const { fields } = await map(simulator, 'getNewProfileFields');
		const { profileFields } = simulator.world;
		expect(fields.map(({ displayName }) => displayName).sort()).toEqual(
			profileFields.map(({ label }) => label).sort(),
		);
		expect(fields.find(({ id }) => id === 'login')).toMatchObject({ required: true });
		expect(fields.find(({ id }) => id === 'USER_FIELD_xPH1D')).toMatchObject({
			...{ displayName: 'Site & building', type: 'options', removed: true },
			options: [
				{ name: 'North', value: 'North' },
				{ name: '<South>', value: '<South>' },
			],
		});
		const forUpdate = await map(simulator, 'getProfileFields');
		expect(forUpdate.fields.some(({ required }) => required)).toBe(false);
	});

	test('roles are found by their titles', async () => {
		const simulator = await suite.simulator({ rows: 5, format });
		const account = suite.account(simulator);
		const { results } = await suite.engine.search('searchRoles', account, {}, 'coach');
		expect(results.map(({ name }) => name)).toEqual(['Trainer & Coach']);
	});
});

test('a list that cannot be read says why', async () => {
	const simulator = await suite.simulator({ rows: 5 });
	simulator.faults.add({ on: { path: '/user/profile/fields' }, status: 403 });
	await expect(map(simulator, 'getProfileFields')).rejects.toMatchObject({
		message: "This API key isn't allowed to read profile fields (status 403)",
	});
});
