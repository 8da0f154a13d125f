import { LEGACY } from './install/lines';
import { checkTrigger } from './trigger.checks';

checkTrigger('in the lowest version that is supported', LEGACY, {});
