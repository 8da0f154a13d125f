import { checkSequences } from './sequences.checks';

checkSequences('xml', true);
