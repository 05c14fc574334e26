/** What a request that is not let in is told: a status, and one text that says what to do. */

export interface Refusal {
  readonly status: number;
  readonly text: string;
}

export const NOT_ADMITTED: Refusal = {
  status: 401,
  text: 'Tendril does not know this browser. Open the address that `tendril serve` printed in the terminal. It works once; to get a new one, stop `tendril serve` and start it again.\n',
};

export const TOKEN_SPENT: Refusal = {
  status: 401,
  text: 'This address is wrong or has been used already. Stop `tendril serve` in the terminal, start it again, and open the address that it prints.\n',
};

export const FOREIGN_HOST: Refusal = {
  status: 403,
  text: 'Tendril answers only under the exact address that `tendril serve` printed in the terminal. Open that one.\n',
};

export const FOREIGN_ORIGIN: Refusal = {
  status: 403,
  text: "Only Tendril's own page may connect here. Open the address that `tendril serve` printed in the terminal.\n",
};

export const NOT_FOUND: Refusal = { status: 404, text: 'There is nothing at this address. Go to / instead.\n' };

export const ONLY_GET: Refusal = { status: 405, text: 'Only GET and HEAD are answered here.\n' };

export const TOO_MANY: Refusal = { status: 503, text: 'Too many Tendril tabs are open. Close some and load the page again.\n' };
