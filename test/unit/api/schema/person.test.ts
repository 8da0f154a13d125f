import { isActive } from '../../../../nodes/IspringLearn/api/schema/profile/person';
import { createTransform } from '../../../../nodes/IspringLearn/api/schema/recordSchema';
import type { RawRecord } from '../../../../nodes/IspringLearn/api/schema/record';
import { USER_BEFORE } from '../../../../nodes/IspringLearn/api/schema/records/people';

const read = (record: RawRecord): RawRecord => createTransform(USER_BEFORE)(record);

test.each([1, '1', ' 1 ', '', null, undefined])('status %j does not say "inactive"', (status) => {
	expect(isActive(read({ status }))).toBe(true);
});

test.each([3, '5', 0])('status %j says "inactive"', (status) => {
	expect(isActive(read({ status }))).toBe(false);
});
