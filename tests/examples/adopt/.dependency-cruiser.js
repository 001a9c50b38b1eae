import { preset } from 'eslint-plugin-slo/dependency-cruiser';
import zones from './slo.config.js';

export default preset(zones);
