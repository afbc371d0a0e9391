export const USER_ID = 5001;
export const BROKER_ID = 5100;

const company = { abbrevName: 'DBSIM', id: 77, name: 'Deskbook Simulation' };

export const userRow = {
  active: true,
  alias: 'SIMTRADER',
  company,
  email: 'trader@deskbook.example',
  firstname: 'Sim',
  id: USER_ID,
  lastname: 'Trader',
  revision: 1,
};

/** The fixed words that open a simulator; they open nothing else. */
export const APP_KEY = 'simulator';
export const APP_SECRET = 'simulator-secret';
