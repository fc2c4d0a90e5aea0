import { useEngines } from './enginesProject.ts';

useEngines('integration');
