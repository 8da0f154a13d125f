import type { ProfileField } from './profileFields';

/** The default clock of the world in epoch seconds: 2026-06-01T00:00:00Z. */
export const WORLD_NOW = Date.UTC(2026, 5, 1) / 1000;
/** The day from which users and contents were added. */
const ADDED = Date.UTC(2024, 0, 15, 9) / 1000;
export const addedAt = (n: number): number => ADDED + (n % 400) * 90_061;

export interface WorldOptions {
	/** Everything in the world is a pure function of the seed (7), until it is written to. */
	seed: number;
	/** Number of module results (2500). */
	rows: number;
	users: number;
	courses: number;
	modulesPerCourse: number;
	/** The clock of the world in epoch seconds (2026-06-01T00:00:00Z). It does not advance: events are before it, and it decides which deadlines have passed. */
	now: number;
	/** True (default): every user is active, so that a query without filters returns exactly `rows` rows. */
	allActive: boolean;
	/** True: names, titles and addresses of an ordinary account, for pictures. False (default): hostile ones too. */
	everyday: boolean;
	/** The fields of the user profile (the standard ones, and two that the account defined). */
	profileFields?: readonly ProfileField[];
}
