/** A real Chromium for tests of what `tendril serve` shows. */
import { chromium, type Browser } from 'playwright';
import { findChromium } from '../../scripts/doctor/prerequisites.mjs';

const QUIET = [
  '--no-sandbox',
  '--headless=new',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** WebGL without a graphics card. */
const SOFTWARE_WEBGL = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Starts a browser with an empty profile; for use inside `describeWith('chromium', …)`. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium for this test: wrap it in describeWith("chromium", …).');
  return chromium.launch({ executablePath, args: [...QUIET, ...SOFTWARE_WEBGL], timeout: 30_000 });
}
