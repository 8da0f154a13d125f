import { LEGACY } from './install/lines';
import { checkTrigger } from './trigger.checks';

checkTrigger('in the oldest supported version', LEGACY, {});
