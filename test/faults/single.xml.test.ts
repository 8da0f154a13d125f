import { checkEveryFault } from './single.checks';

checkEveryFault('xml');
