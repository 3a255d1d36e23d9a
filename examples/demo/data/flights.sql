-- Flights, oldest first: queries on a range of days skip the rest of the file.
CREATE TABLE flights AS
SELECT
  row_number() OVER (ORDER BY date, origin, destination, delay, distance) AS flight_id,
  date AS departed_at,
  origin,
  destination,
  delay::INTEGER AS delay,
  distance::INTEGER AS distance
FROM read_parquet('{{vega}}/flights-3m.parquet')
ORDER BY flight_id;

CREATE TABLE airports AS
SELECT iata, name, city, state, country, latitude, longitude
FROM read_csv('{{vega}}/airports.csv', header = true, all_varchar = false)
ORDER BY iata;
