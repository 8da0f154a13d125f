import { exportOperation } from '../../operations/listOperation';
import { moduleResults } from './getAll';

export const exportToFile = exportOperation(moduleResults);
