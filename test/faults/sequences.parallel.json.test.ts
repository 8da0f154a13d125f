import { checkSequences } from './sequences.checks';

checkSequences('json', true);
