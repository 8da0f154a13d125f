import type { User } from '../world';
import type { ProfileField } from '../world/profileFields';
import { Refusal, type Call } from './write';

type Pairs = ReadonlyArray<readonly [name: string, value: string]>;
type Profile = Pick<User, 'firstName' | 'lastName' | 'email' | 'login' | 'profile'>;

/** The fields that every account has, by their names in requests. */
const OWN = {
	LOGIN: 'login',
	EMAIL: 'email',
	FIRST_NAME: 'firstName',
	LAST_NAME: 'lastName',
} as const;
const isOwn = (name: string): name is keyof typeof OWN => name in OWN;

const valueOf = (user: Profile, name: string): string | undefined =>
	isOwn(name) ? user[OWN[name]] : user.profile?.[name];

/** What is wrong with the value of a field, in the words that the API begins with where they are known. */
function problemOf({ type, label, values }: ProfileField, value: string): string | undefined {
	if (type === 'phone' && !/^\+\d[\d ()-]{6,}$/.test(value))
		return 'Phone number must have a + and a country code';
	if (type === 'email' && !/^[^\s@]+@[^\s@]+$/.test(value)) return `Email "${value}" is not valid`;
	if (type === 'birthdate' && Number.isNaN(Date.parse(value))) return `${label} must be a date`;
	if (values && !values.some((one) => one.value === value))
		return `${label} has no value "${value}"`;
	return undefined;
}

/**
 * The profile of a user after a request: names in any case, an empty text removes a value. Refuses unknown, missing and
 * duplicate ones: "400 "Duplicate …" (C1), no second user".
 */
export function applyProfile({ world, rules }: Call, pairs: Pairs, before?: User): Profile {
	const known = new Map(world.profileFields.map((one) => [one.name.toUpperCase(), one]));
	const after: Profile = before
		? {
				firstName: before.firstName,
				lastName: before.lastName,
				email: before.email,
				login: before.login,
			}
		: {};
	const own: Record<string, string> = { ...before?.profile };
	for (const [given, value] of pairs) {
		const field = known.get(given.toUpperCase());
		if (!field) throw new Refusal(400, `Field fields: unknown profile field ${given}`, true);
		const problem = value === '' ? undefined : problemOf(field, value);
		if (problem) throw new Refusal(400, problem);
		if (isOwn(field.name)) after[OWN[field.name]] = value === '' ? undefined : value;
		else if (value === '') delete own[field.name];
		else own[field.name] = value;
	}
	after.profile = own;
	const isPartial = before !== undefined && rules.partialUpdates;
	for (const { name, label, type, isRequired, isUnique } of known.values()) {
		const value = valueOf(after, name);
		// "yes if required in the account, except Country-type fields"
		const isSent = pairs.some(([given]) => given.toUpperCase() === name.toUpperCase());
		const isLacking = isSent ? value === undefined : !isPartial;
		if (isRequired && type !== 'country' && isLacking)
			throw new Refusal(400, `${label} is required`, !before && isOwn(name));
		if (!isUnique || value === undefined) continue;
		const isTaken = world.users.some(
			(user) =>
				user !== before &&
				!user.deleted &&
				valueOf(user, name)?.toLowerCase() === value.toLowerCase(),
		);
		if (isTaken) throw new Refusal(rules.duplicate, `Duplicate ${label.toLowerCase()}: ${value}`);
	}
	return after;
}
