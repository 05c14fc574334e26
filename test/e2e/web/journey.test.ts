/** The journey in a browser tab. */
import { describeWith } from '../../support/prerequisites.ts';
import { journey } from '../journeys/journey.ts';
import { servedPage } from './served-page.ts';

describeWith('chromium', 'the window in a browser', () => {
  journey('web', servedPage);
});
