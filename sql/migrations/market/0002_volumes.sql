-- What traded at each price of a trade date, kept beside the trades: a start need not add up a day of them.
CREATE TABLE volumes (
  environment TEXT NOT NULL,
  run TEXT NOT NULL,
  trade_date TEXT NOT NULL,
  instrument TEXT NOT NULL,
  price INTEGER NOT NULL,
  quantity INTEGER NOT NULL,
  trades INTEGER NOT NULL,
  PRIMARY KEY (environment, run, trade_date, instrument, price)
) STRICT, WITHOUT ROWID;

INSERT INTO volumes
SELECT environment, run, trade_date, instrument, price, sum(quantity), count(*) FROM trades
GROUP BY environment, run, trade_date, instrument, price;
