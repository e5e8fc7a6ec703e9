import './style/base.css';
import './style/pages.css';
import { startHeader } from './header.ts';

startHeader();
