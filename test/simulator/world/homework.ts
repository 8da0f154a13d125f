import type { World } from './index';

/** A homework assignment: a content item that an instructor grades. */
export interface Assignment {
	id: string;
	index: number;
	title: string;
	/** The index of a user. */
	instructor?: number;
}
/** Work that a learner has handed in. */
export interface Attempt {
	id: string;
	index: number;
	assignment: number;
	user: number;
	enrollment: number;
	comment: string;
	files: ReadonlyArray<{ fileName: string; fileSize: number; url: string }>;
	graded?: boolean;
}

/** The homework of an account. */
export class Homework {
	readonly assignments: Assignment[] = [];
	readonly attempts: Attempt[] = [];

	constructor(private readonly world: World) {}

	addAssignment(one: Omit<Assignment, 'id' | 'index'>): Assignment {
		const index = this.assignments.length;
		const added = { ...one, index, id: this.world.id('assignment', index) };
		this.assignments.push(added);
		return added;
	}
	addAttempt(one: Omit<Attempt, 'id' | 'index'>): Attempt {
		const index = this.attempts.length;
		const added = { ...one, index, id: this.world.id('attempt', index) };
		this.attempts.push(added);
		return added;
	}
	/** Whether an attempt waits for a grade. */
	waits = ({ graded, user }: Attempt): boolean => !graded && !this.world.users[user].deleted;
}

/** Four assignments: two with attempts that wait, one whose attempts are graded, and one without any. */
export function addHomework(world: World): void {
	const { homework, options } = world;
	const titles = ['Essay: "My first week" & more', 'Sales call <recording>', 'Feedback', 'Empty'];
	for (const [n, title] of titles.entries())
		homework.addAssignment({ title, instructor: n === 1 ? undefined : n % options.users });
	for (let n = 0; n < 7; n++)
		homework.addAttempt({
			assignment: n % 3,
			user: (3 * n) % options.users,
			enrollment: n,
			comment: n % 2 === 0 ? `Please have a look <${n}>` : '',
			files: Array.from({ length: n % 3 }, (_, file) => ({
				fileName: `essay & notes ${file + 1}.docx`,
				fileSize: 1024 * (n + file),
				url: `https://files.example.com/${n}/${file}?a=1&b=2`,
			})),
			graded: n % 3 === 2,
		});
}
