var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// schema:PutProduct
var isPutProduct = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/http/put-product.json", "title": "PutProduct", "description": "Body of PUT /products/{sku}.", "type": "object", "required": ["name", "prices"], "properties": { "name": { "$ref": "../common.json#/$defs/productName" }, "prices": { "$ref": "../common.json#/$defs/prices" }, "active": { "description": "Whether it can be ordered; it can when this is left out.", "type": "boolean" } }, "additionalProperties": false };
var schema33 = { "description": "What people read: one line of text, not only white space.", "type": "string", "maxLength": 200, "pattern": "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$", "x-message": "must be one line of 1 to 200 characters" };
var func1 = require_ucs2length().default;
var pattern4 = new RegExp("^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$", "u");
var schema34 = { "description": "What one unit costs, in minor units by currency.", "type": "object", "minProperties": 1, "maxProperties": 200, "propertyNames": { "$ref": "#/$defs/currency" }, "additionalProperties": { "$ref": "#/$defs/minorUnits" } };
var schema35 = { "description": "ISO 4217 alphabetic code in circulation.", "type": "string", "enum": ["AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"], "x-message": "must be an ISO 4217 currency code such as EUR" };
var schema36 = { "description": "An amount in the currency's minor unit (cents).", "type": "integer", "minimum": 0, "maximum": 1e8 };
function validate22(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate22.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (Object.keys(data).length > 200) {
      const err0 = { instancePath, schemaPath: "#/maxProperties", keyword: "maxProperties", params: { limit: 200 }, message: "must NOT have more than 200 properties", schema: 200, parentSchema: schema34, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (Object.keys(data).length < 1) {
      const err1 = { instancePath, schemaPath: "#/minProperties", keyword: "minProperties", params: { limit: 1 }, message: "must NOT have fewer than 1 properties", schema: 1, parentSchema: schema34, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      const _errs1 = errors;
      if (typeof key0 !== "string") {
        const err2 = { instancePath, schemaPath: "#/$defs/currency/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: key0, propertyName: key0 };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
      if (!(key0 === "AED" || key0 === "AFN" || key0 === "ALL" || key0 === "AMD" || key0 === "ANG" || key0 === "AOA" || key0 === "ARS" || key0 === "AUD" || key0 === "AWG" || key0 === "AZN" || key0 === "BAM" || key0 === "BBD" || key0 === "BDT" || key0 === "BGN" || key0 === "BHD" || key0 === "BIF" || key0 === "BMD" || key0 === "BND" || key0 === "BOB" || key0 === "BRL" || key0 === "BSD" || key0 === "BTN" || key0 === "BWP" || key0 === "BYN" || key0 === "BZD" || key0 === "CAD" || key0 === "CDF" || key0 === "CHF" || key0 === "CLP" || key0 === "CNY" || key0 === "COP" || key0 === "CRC" || key0 === "CUP" || key0 === "CVE" || key0 === "CZK" || key0 === "DJF" || key0 === "DKK" || key0 === "DOP" || key0 === "DZD" || key0 === "EGP" || key0 === "ERN" || key0 === "ETB" || key0 === "EUR" || key0 === "FJD" || key0 === "FKP" || key0 === "GBP" || key0 === "GEL" || key0 === "GHS" || key0 === "GIP" || key0 === "GMD" || key0 === "GNF" || key0 === "GTQ" || key0 === "GYD" || key0 === "HKD" || key0 === "HNL" || key0 === "HTG" || key0 === "HUF" || key0 === "IDR" || key0 === "ILS" || key0 === "INR" || key0 === "IQD" || key0 === "IRR" || key0 === "ISK" || key0 === "JMD" || key0 === "JOD" || key0 === "JPY" || key0 === "KES" || key0 === "KGS" || key0 === "KHR" || key0 === "KMF" || key0 === "KPW" || key0 === "KRW" || key0 === "KWD" || key0 === "KYD" || key0 === "KZT" || key0 === "LAK" || key0 === "LBP" || key0 === "LKR" || key0 === "LRD" || key0 === "LSL" || key0 === "LYD" || key0 === "MAD" || key0 === "MDL" || key0 === "MGA" || key0 === "MKD" || key0 === "MMK" || key0 === "MNT" || key0 === "MOP" || key0 === "MRU" || key0 === "MUR" || key0 === "MVR" || key0 === "MWK" || key0 === "MXN" || key0 === "MYR" || key0 === "MZN" || key0 === "NAD" || key0 === "NGN" || key0 === "NIO" || key0 === "NOK" || key0 === "NPR" || key0 === "NZD" || key0 === "OMR" || key0 === "PAB" || key0 === "PEN" || key0 === "PGK" || key0 === "PHP" || key0 === "PKR" || key0 === "PLN" || key0 === "PYG" || key0 === "QAR" || key0 === "RON" || key0 === "RSD" || key0 === "RUB" || key0 === "RWF" || key0 === "SAR" || key0 === "SBD" || key0 === "SCR" || key0 === "SDG" || key0 === "SEK" || key0 === "SGD" || key0 === "SHP" || key0 === "SLE" || key0 === "SOS" || key0 === "SRD" || key0 === "SSP" || key0 === "STN" || key0 === "SVC" || key0 === "SYP" || key0 === "SZL" || key0 === "THB" || key0 === "TJS" || key0 === "TMT" || key0 === "TND" || key0 === "TOP" || key0 === "TRY" || key0 === "TTD" || key0 === "TWD" || key0 === "TZS" || key0 === "UAH" || key0 === "UGX" || key0 === "USD" || key0 === "UYU" || key0 === "UZS" || key0 === "VED" || key0 === "VES" || key0 === "VND" || key0 === "VUV" || key0 === "WST" || key0 === "XAF" || key0 === "XCD" || key0 === "XCG" || key0 === "XOF" || key0 === "XPF" || key0 === "YER" || key0 === "ZAR" || key0 === "ZMW" || key0 === "ZWG")) {
        const err3 = { instancePath, schemaPath: "#/$defs/currency/enum", keyword: "enum", params: { allowedValues: schema35.enum }, message: "must be equal to one of the allowed values", schema: schema35.enum, parentSchema: schema35, data: key0, propertyName: key0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      var valid0 = _errs1 === errors;
      if (!valid0) {
        const err4 = { instancePath, schemaPath: "#/propertyNames", keyword: "propertyNames", params: { propertyName: key0 }, message: "property name must be valid", schema: schema34.propertyNames, parentSchema: schema34, data };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    for (const key1 in data) {
      let data0 = data[key1];
      if (!(typeof data0 == "number" && (!(data0 % 1) && !isNaN(data0)) && isFinite(data0))) {
        const err5 = { instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/minorUnits/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.type, parentSchema: schema36, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
      if (typeof data0 == "number" && isFinite(data0)) {
        if (data0 > 1e8 || isNaN(data0)) {
          const err6 = { instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/minorUnits/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e8 }, message: "must be <= 100000000", schema: 1e8, parentSchema: schema36, data: data0 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (data0 < 0 || isNaN(data0)) {
          const err7 = { instancePath: instancePath + "/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"), schemaPath: "#/$defs/minorUnits/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36, data: data0 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      }
    }
  } else {
    const err8 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema34.type, parentSchema: schema34, data };
    if (vErrors === null) {
      vErrors = [err8];
    } else {
      vErrors.push(err8);
    }
    errors++;
  }
  validate22.errors = vErrors;
  return errors === 0;
}
validate22.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.name === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "name" }, message: "must have required property 'name'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.prices === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "prices" }, message: "must have required property 'prices'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "name" || key0 === "prices" || key0 === "active")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.name !== void 0) {
      let data0 = data.name;
      if (typeof data0 === "string") {
        if (func1(data0) > 200) {
          const err3 = { instancePath: instancePath + "/name", schemaPath: "../common.json#/$defs/productName/maxLength", keyword: "maxLength", params: { limit: 200 }, message: "must NOT have more than 200 characters", schema: 200, parentSchema: schema33, data: data0 };
          if (vErrors === null) {
            vErrors = [err3];
          } else {
            vErrors.push(err3);
          }
          errors++;
        }
        if (!pattern4.test(data0)) {
          const err4 = { instancePath: instancePath + "/name", schemaPath: "../common.json#/$defs/productName/pattern", keyword: "pattern", params: { pattern: "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$" }, message: 'must match pattern "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$"', schema: "^(?=.*\\S)[^\\u0000-\\u001f\\u007f]*$", parentSchema: schema33, data: data0 };
          if (vErrors === null) {
            vErrors = [err4];
          } else {
            vErrors.push(err4);
          }
          errors++;
        }
      } else {
        const err5 = { instancePath: instancePath + "/name", schemaPath: "../common.json#/$defs/productName/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err5];
        } else {
          vErrors.push(err5);
        }
        errors++;
      }
    }
    if (data.prices !== void 0) {
      if (!validate22(data.prices, { instancePath: instancePath + "/prices", parentData: data, parentDataProperty: "prices", rootData, dynamicAnchors })) {
        vErrors = vErrors === null ? validate22.errors : vErrors.concat(validate22.errors);
        errors = vErrors.length;
      }
    }
    if (data.active !== void 0) {
      let data2 = data.active;
      if (typeof data2 !== "boolean") {
        const err6 = { instancePath: instancePath + "/active", schemaPath: "#/properties/active/type", keyword: "type", params: { type: "boolean" }, message: "must be boolean", schema: schema31.properties.active.type, parentSchema: schema31.properties.active, data: data2 };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
  } else {
    const err7 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err7];
    } else {
      vErrors.push(err7);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  isPutProduct
};
