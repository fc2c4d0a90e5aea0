import { useEngines } from './enginesProject.ts';

useEngines('faults');
