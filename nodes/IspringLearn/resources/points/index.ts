/** The operations of gamification points. */
import { award, withdraw } from './change';
import { operations as list } from './list';

export const operations = [award, ...list, withdraw];
