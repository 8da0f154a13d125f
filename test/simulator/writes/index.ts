import { departmentWrites } from './departments';
import { enrollmentWrites } from './enrollments';
import { groupWrites } from './groups';
import { pointWrites } from './points';
import { statusWrites } from './status';
import { userWrites } from './users';
import type { Write } from './write';

export { Call, Refusal, type Write } from './write';

export const WRITES: readonly Write[] = [
	...userWrites,
	...statusWrites,
	...enrollmentWrites,
	...groupWrites,
	...departmentWrites,
	...pointWrites,
];
