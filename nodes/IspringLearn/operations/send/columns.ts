/** The columns that the items of several operations have. */
import type { Column } from '../../api/schema/recordSchema';

/** What happened, such as `created`. Every operation that changes something has it. */
export const ACTION: Column = { name: 'action', type: 'text' };

export const USER_ID: Column = { name: 'userId', type: 'id' };

export const USER_IDS: Column = { name: 'userIds', type: 'list' };

/** What a person should know although the change was made. */
export const WARNING: Column = { name: 'warning', type: 'text' };
