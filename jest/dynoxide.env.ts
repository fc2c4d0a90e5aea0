import { useEngines } from './enginesProject.ts';

useEngines('dynoxide');
