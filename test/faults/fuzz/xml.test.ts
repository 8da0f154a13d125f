import { xmlBody } from './bodies';
import { checkFuzz } from './fuzz.checks';

checkFuzz('XML', xmlBody);
