import { checkEveryFault } from './single.checks';

checkEveryFault('json');
