// What the Frictionless library makes of a data package: node frictionless.js MODULES FOLDER prints
// JSON. `cells` as they stand in the CSV, `values` as the schema makes them; reading those checks
// every type and constraint.
const {Package} = require(process.argv[2] + '/datapackage');
const folder = process.argv[3];

async function read() {
  const package_ = await Package.load(folder + '/datapackage.json', {basePath: folder});
  const said = {valid: package_.valid, errors: package_.errors.map(String)};
  if (!package_.valid) return said;
  const data = package_.resources[0];
  try {
    said.cells = await data.read({cast: false});
    said.values = await data.read();
    said.names = data.headers;
  } catch (error) {
    said.errors = [String(error), ...(error.errors || []).map(String)];
  }
  return said;
}

read().then(said => console.log(JSON.stringify(said)),
            error => console.log(JSON.stringify({valid: false, errors: [String(error)]})));
