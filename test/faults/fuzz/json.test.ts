import { jsonBody } from './bodies';
import { checkFuzz } from './fuzz.checks';

checkFuzz('JSON', jsonBody);
