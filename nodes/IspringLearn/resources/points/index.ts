/** The operations of gamification points, in the order of the form. */
import { award, withdraw } from './change';
import { operations as list } from './list';

export const operations = [award, ...list, withdraw];
