import type { ListEndpoint } from '../../../../nodes/IspringLearn/api/endpoints/endpoint';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { findUsers } from '../../../../nodes/IspringLearn/resources/user/existing/findUsers';

const anna = { userId: 'a', login: 'anna' };

/** A list of users that answers a query with what `select` returns for its logins. */
function list(select: (logins: readonly string[]) => RawRecord[] | number) {
	const asked: string[][] = [];
	const readAll = async (_endpoint: ListEndpoint, query: { logins?: unknown } = {}) => {
		const logins = query.logins as string[];
		asked.push(logins);
		const found = select(logins);
		if (typeof found !== 'number') return found;
		return await Promise.reject(Object.assign(new Error(), { response: { status: found } }));
	};
	return { asked, find: async (value: unknown) => await findUsers(readAll, 'login', value) };
}

test('a value that nobody has does not hide the same one in another letter case', async () => {
	const { asked, find } = list((logins) => (logins.includes('Anna') ? 400 : [anna]));
	expect(await find(' Anna ')).toEqual([anna]);
	expect(asked).toEqual([['Anna', 'anna'], ['Anna'], ['anna']]);
});

test('a user who is found twice counts once', async () => {
	expect(await list(() => [anna, anna]).find('ANNA')).toEqual([anna]);
});

test('other users whom the list returns do not count', async () => {
	expect(await list(() => [{ userId: 'b', login: 'ann' }]).find('anna')).toEqual([]);
});

test.each([[''], [null], [undefined], ['  '], [{}]])('%j finds nobody', async (value) => {
	const { asked, find } = list(() => [anna]);
	expect(await find(value)).toEqual([]);
	expect(asked).toEqual([]);
});

test('any other failure is reported', async () => {
	await expect(list(() => 403).find('anna')).rejects.toMatchObject({ response: { status: 403 } });
});
