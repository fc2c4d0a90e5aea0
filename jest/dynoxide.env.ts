import { useEngines } from './engines-project.ts';

useEngines('dynoxide');
