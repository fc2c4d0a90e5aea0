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

// schema:OrderRow
var isOrderRow = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/csv/order-row.json", "title": "OrderRow", "description": "One record of an import file; every cell is text.", "type": "object", "required": ["orderId", "userId", "sku", "quantity", "unitPrice", "currency"], "properties": { "orderId": { "$ref": "../common.json#/$defs/orderId" }, "userId": { "$ref": "../common.json#/$defs/userId" }, "sku": { "$ref": "../common.json#/$defs/sku" }, "quantity": { "type": "string", "pattern": "^(?:[1-9][0-9]{0,3}|10000)$", "x-message": "must be a whole number from 1 to 10000" }, "unitPrice": { "type": "string", "pattern": "^(?:0|[1-9][0-9]{0,7}|100000000)$", "x-message": "must be a whole number of minor units from 0 to 100000000" }, "currency": { "$ref": "../common.json#/$defs/currency" }, "note": { "$ref": "../common.json#/$defs/note" }, "createdAt": { "description": "Empty or absent: the time of the import.", "anyOf": [{ "const": "" }, { "$ref": "../common.json#/$defs/timestamp" }], "x-message": "must be empty or an RFC 3339 date and time such as 2026-01-31T12:00:00Z" } }, "additionalProperties": false };
var schema33 = { "description": "Not `.` or `..`, which no path can carry.", "type": "string", "pattern": "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "x-message": "must be 1 to 64 characters of A-Z a-z 0-9 _ . : -, and not . or .." };
var schema34 = { "description": "The caller's `sub`; opaque. Not one that a path means something else by.", "type": "string", "minLength": 1, "maxLength": 128, "not": { "enum": [".", "..", "me", "confirm"] }, "x-message": "must be 1 to 128 characters, and not one of: . .. me confirm" };
var schema35 = { "description": "Not `.` or `..`, which no path can carry.", "type": "string", "pattern": "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$", "x-message": "must be 1 to 64 characters of A-Z a-z 0-9 _ . -, and not . or .." };
var schema36 = { "description": "ISO 4217 alphabetic code in circulation.", "type": "string", "enum": ["AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"], "x-message": "must be an ISO 4217 currency code such as EUR" };
var schema37 = { "type": "string", "maxLength": 500 };
var schema38 = { "type": "string", "format": "date-time", "maxLength": 40, "x-message": "must be an RFC 3339 date and time such as 2026-01-31T12:00:00Z" };
var pattern4 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "u");
var pattern5 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$", "u");
var pattern6 = new RegExp("^(?:[1-9][0-9]{0,3}|10000)$", "u");
var pattern7 = new RegExp("^(?:0|[1-9][0-9]{0,7}|100000000)$", "u");
var func1 = require_ucs2length().default;
var formats0 = /^(?!0000|0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
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
    if (data.orderId === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "orderId" }, message: "must have required property 'orderId'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.userId === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "userId" }, message: "must have required property 'userId'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.sku === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "sku" }, message: "must have required property 'sku'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    if (data.quantity === void 0) {
      const err3 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "quantity" }, message: "must have required property 'quantity'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err3];
      } else {
        vErrors.push(err3);
      }
      errors++;
    }
    if (data.unitPrice === void 0) {
      const err4 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "unitPrice" }, message: "must have required property 'unitPrice'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err4];
      } else {
        vErrors.push(err4);
      }
      errors++;
    }
    if (data.currency === void 0) {
      const err5 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "currency" }, message: "must have required property 'currency'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err5];
      } else {
        vErrors.push(err5);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "orderId" || key0 === "userId" || key0 === "sku" || key0 === "quantity" || key0 === "unitPrice" || key0 === "currency" || key0 === "note" || key0 === "createdAt")) {
        const err6 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err6];
        } else {
          vErrors.push(err6);
        }
        errors++;
      }
    }
    if (data.orderId !== void 0) {
      let data0 = data.orderId;
      if (typeof data0 === "string") {
        if (!pattern4.test(data0)) {
          const err7 = { instancePath: instancePath + "/orderId", schemaPath: "../common.json#/$defs/orderId/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$"', schema: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", parentSchema: schema33, data: data0 };
          if (vErrors === null) {
            vErrors = [err7];
          } else {
            vErrors.push(err7);
          }
          errors++;
        }
      } else {
        const err8 = { instancePath: instancePath + "/orderId", schemaPath: "../common.json#/$defs/orderId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err8];
        } else {
          vErrors.push(err8);
        }
        errors++;
      }
    }
    if (data.userId !== void 0) {
      let data1 = data.userId;
      const _errs8 = errors;
      const _errs9 = errors;
      if (!(data1 === "." || data1 === ".." || data1 === "me" || data1 === "confirm")) {
        const err9 = {};
        if (vErrors === null) {
          vErrors = [err9];
        } else {
          vErrors.push(err9);
        }
        errors++;
      }
      var valid3 = _errs9 === errors;
      if (valid3) {
        const err10 = { instancePath: instancePath + "/userId", schemaPath: "../common.json#/$defs/userId/not", keyword: "not", params: {}, message: "must NOT be valid", schema: schema34.not, parentSchema: schema34, data: data1 };
        if (vErrors === null) {
          vErrors = [err10];
        } else {
          vErrors.push(err10);
        }
        errors++;
      } else {
        errors = _errs8;
        if (vErrors !== null) {
          if (_errs8) {
            vErrors.length = _errs8;
          } else {
            vErrors = null;
          }
        }
      }
      if (typeof data1 === "string") {
        if (func1(data1) > 128) {
          const err11 = { instancePath: instancePath + "/userId", schemaPath: "../common.json#/$defs/userId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters", schema: 128, parentSchema: schema34, data: data1 };
          if (vErrors === null) {
            vErrors = [err11];
          } else {
            vErrors.push(err11);
          }
          errors++;
        }
        if (func1(data1) < 1) {
          const err12 = { instancePath: instancePath + "/userId", schemaPath: "../common.json#/$defs/userId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema34, data: data1 };
          if (vErrors === null) {
            vErrors = [err12];
          } else {
            vErrors.push(err12);
          }
          errors++;
        }
      } else {
        const err13 = { instancePath: instancePath + "/userId", schemaPath: "../common.json#/$defs/userId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.type, parentSchema: schema34, data: data1 };
        if (vErrors === null) {
          vErrors = [err13];
        } else {
          vErrors.push(err13);
        }
        errors++;
      }
    }
    if (data.sku !== void 0) {
      let data2 = data.sku;
      if (typeof data2 === "string") {
        if (!pattern5.test(data2)) {
          const err14 = { instancePath: instancePath + "/sku", schemaPath: "../common.json#/$defs/sku/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$"', schema: "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$", parentSchema: schema35, data: data2 };
          if (vErrors === null) {
            vErrors = [err14];
          } else {
            vErrors.push(err14);
          }
          errors++;
        }
      } else {
        const err15 = { instancePath: instancePath + "/sku", schemaPath: "../common.json#/$defs/sku/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema35.type, parentSchema: schema35, data: data2 };
        if (vErrors === null) {
          vErrors = [err15];
        } else {
          vErrors.push(err15);
        }
        errors++;
      }
    }
    if (data.quantity !== void 0) {
      let data3 = data.quantity;
      if (typeof data3 === "string") {
        if (!pattern6.test(data3)) {
          const err16 = { instancePath: instancePath + "/quantity", schemaPath: "#/properties/quantity/pattern", keyword: "pattern", params: { pattern: "^(?:[1-9][0-9]{0,3}|10000)$" }, message: 'must match pattern "^(?:[1-9][0-9]{0,3}|10000)$"', schema: "^(?:[1-9][0-9]{0,3}|10000)$", parentSchema: schema31.properties.quantity, data: data3 };
          if (vErrors === null) {
            vErrors = [err16];
          } else {
            vErrors.push(err16);
          }
          errors++;
        }
      } else {
        const err17 = { instancePath: instancePath + "/quantity", schemaPath: "#/properties/quantity/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.quantity.type, parentSchema: schema31.properties.quantity, data: data3 };
        if (vErrors === null) {
          vErrors = [err17];
        } else {
          vErrors.push(err17);
        }
        errors++;
      }
    }
    if (data.unitPrice !== void 0) {
      let data4 = data.unitPrice;
      if (typeof data4 === "string") {
        if (!pattern7.test(data4)) {
          const err18 = { instancePath: instancePath + "/unitPrice", schemaPath: "#/properties/unitPrice/pattern", keyword: "pattern", params: { pattern: "^(?:0|[1-9][0-9]{0,7}|100000000)$" }, message: 'must match pattern "^(?:0|[1-9][0-9]{0,7}|100000000)$"', schema: "^(?:0|[1-9][0-9]{0,7}|100000000)$", parentSchema: schema31.properties.unitPrice, data: data4 };
          if (vErrors === null) {
            vErrors = [err18];
          } else {
            vErrors.push(err18);
          }
          errors++;
        }
      } else {
        const err19 = { instancePath: instancePath + "/unitPrice", schemaPath: "#/properties/unitPrice/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.unitPrice.type, parentSchema: schema31.properties.unitPrice, data: data4 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.currency !== void 0) {
      let data5 = data.currency;
      if (typeof data5 !== "string") {
        const err20 = { instancePath: instancePath + "/currency", schemaPath: "../common.json#/$defs/currency/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema36.type, parentSchema: schema36, data: data5 };
        if (vErrors === null) {
          vErrors = [err20];
        } else {
          vErrors.push(err20);
        }
        errors++;
      }
      if (!(data5 === "AED" || data5 === "AFN" || data5 === "ALL" || data5 === "AMD" || data5 === "ANG" || data5 === "AOA" || data5 === "ARS" || data5 === "AUD" || data5 === "AWG" || data5 === "AZN" || data5 === "BAM" || data5 === "BBD" || data5 === "BDT" || data5 === "BGN" || data5 === "BHD" || data5 === "BIF" || data5 === "BMD" || data5 === "BND" || data5 === "BOB" || data5 === "BRL" || data5 === "BSD" || data5 === "BTN" || data5 === "BWP" || data5 === "BYN" || data5 === "BZD" || data5 === "CAD" || data5 === "CDF" || data5 === "CHF" || data5 === "CLP" || data5 === "CNY" || data5 === "COP" || data5 === "CRC" || data5 === "CUP" || data5 === "CVE" || data5 === "CZK" || data5 === "DJF" || data5 === "DKK" || data5 === "DOP" || data5 === "DZD" || data5 === "EGP" || data5 === "ERN" || data5 === "ETB" || data5 === "EUR" || data5 === "FJD" || data5 === "FKP" || data5 === "GBP" || data5 === "GEL" || data5 === "GHS" || data5 === "GIP" || data5 === "GMD" || data5 === "GNF" || data5 === "GTQ" || data5 === "GYD" || data5 === "HKD" || data5 === "HNL" || data5 === "HTG" || data5 === "HUF" || data5 === "IDR" || data5 === "ILS" || data5 === "INR" || data5 === "IQD" || data5 === "IRR" || data5 === "ISK" || data5 === "JMD" || data5 === "JOD" || data5 === "JPY" || data5 === "KES" || data5 === "KGS" || data5 === "KHR" || data5 === "KMF" || data5 === "KPW" || data5 === "KRW" || data5 === "KWD" || data5 === "KYD" || data5 === "KZT" || data5 === "LAK" || data5 === "LBP" || data5 === "LKR" || data5 === "LRD" || data5 === "LSL" || data5 === "LYD" || data5 === "MAD" || data5 === "MDL" || data5 === "MGA" || data5 === "MKD" || data5 === "MMK" || data5 === "MNT" || data5 === "MOP" || data5 === "MRU" || data5 === "MUR" || data5 === "MVR" || data5 === "MWK" || data5 === "MXN" || data5 === "MYR" || data5 === "MZN" || data5 === "NAD" || data5 === "NGN" || data5 === "NIO" || data5 === "NOK" || data5 === "NPR" || data5 === "NZD" || data5 === "OMR" || data5 === "PAB" || data5 === "PEN" || data5 === "PGK" || data5 === "PHP" || data5 === "PKR" || data5 === "PLN" || data5 === "PYG" || data5 === "QAR" || data5 === "RON" || data5 === "RSD" || data5 === "RUB" || data5 === "RWF" || data5 === "SAR" || data5 === "SBD" || data5 === "SCR" || data5 === "SDG" || data5 === "SEK" || data5 === "SGD" || data5 === "SHP" || data5 === "SLE" || data5 === "SOS" || data5 === "SRD" || data5 === "SSP" || data5 === "STN" || data5 === "SVC" || data5 === "SYP" || data5 === "SZL" || data5 === "THB" || data5 === "TJS" || data5 === "TMT" || data5 === "TND" || data5 === "TOP" || data5 === "TRY" || data5 === "TTD" || data5 === "TWD" || data5 === "TZS" || data5 === "UAH" || data5 === "UGX" || data5 === "USD" || data5 === "UYU" || data5 === "UZS" || data5 === "VED" || data5 === "VES" || data5 === "VND" || data5 === "VUV" || data5 === "WST" || data5 === "XAF" || data5 === "XCD" || data5 === "XCG" || data5 === "XOF" || data5 === "XPF" || data5 === "YER" || data5 === "ZAR" || data5 === "ZMW" || data5 === "ZWG")) {
        const err21 = { instancePath: instancePath + "/currency", schemaPath: "../common.json#/$defs/currency/enum", keyword: "enum", params: { allowedValues: schema36.enum }, message: "must be equal to one of the allowed values", schema: schema36.enum, parentSchema: schema36, data: data5 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.note !== void 0) {
      let data6 = data.note;
      if (typeof data6 === "string") {
        if (func1(data6) > 500) {
          const err22 = { instancePath: instancePath + "/note", schemaPath: "../common.json#/$defs/note/maxLength", keyword: "maxLength", params: { limit: 500 }, message: "must NOT have more than 500 characters", schema: 500, parentSchema: schema37, data: data6 };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
      } else {
        const err23 = { instancePath: instancePath + "/note", schemaPath: "../common.json#/$defs/note/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.type, parentSchema: schema37, data: data6 };
        if (vErrors === null) {
          vErrors = [err23];
        } else {
          vErrors.push(err23);
        }
        errors++;
      }
    }
    if (data.createdAt !== void 0) {
      let data7 = data.createdAt;
      const _errs24 = errors;
      let valid7 = false;
      const _errs25 = errors;
      if ("" !== data7) {
        const err24 = { instancePath: instancePath + "/createdAt", schemaPath: "#/properties/createdAt/anyOf/0/const", keyword: "const", params: { allowedValue: "" }, message: "must be equal to constant", schema: "", parentSchema: schema31.properties.createdAt.anyOf[0], data: data7 };
        if (vErrors === null) {
          vErrors = [err24];
        } else {
          vErrors.push(err24);
        }
        errors++;
      }
      var _valid0 = _errs25 === errors;
      valid7 = valid7 || _valid0;
      const _errs26 = errors;
      if (typeof data7 === "string") {
        if (func1(data7) > 40) {
          const err25 = { instancePath: instancePath + "/createdAt", schemaPath: "../common.json#/$defs/timestamp/maxLength", keyword: "maxLength", params: { limit: 40 }, message: "must NOT have more than 40 characters", schema: 40, parentSchema: schema38, data: data7 };
          if (vErrors === null) {
            vErrors = [err25];
          } else {
            vErrors.push(err25);
          }
          errors++;
        }
        if (!formats0.test(data7)) {
          const err26 = { instancePath: instancePath + "/createdAt", schemaPath: "../common.json#/$defs/timestamp/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"', schema: "date-time", parentSchema: schema38, data: data7 };
          if (vErrors === null) {
            vErrors = [err26];
          } else {
            vErrors.push(err26);
          }
          errors++;
        }
      } else {
        const err27 = { instancePath: instancePath + "/createdAt", schemaPath: "../common.json#/$defs/timestamp/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.type, parentSchema: schema38, data: data7 };
        if (vErrors === null) {
          vErrors = [err27];
        } else {
          vErrors.push(err27);
        }
        errors++;
      }
      var _valid0 = _errs26 === errors;
      valid7 = valid7 || _valid0;
      if (!valid7) {
        const err28 = { instancePath: instancePath + "/createdAt", schemaPath: "#/properties/createdAt/anyOf", keyword: "anyOf", params: {}, message: "must match a schema in anyOf", schema: schema31.properties.createdAt.anyOf, parentSchema: schema31.properties.createdAt, data: data7 };
        if (vErrors === null) {
          vErrors = [err28];
        } else {
          vErrors.push(err28);
        }
        errors++;
      } else {
        errors = _errs24;
        if (vErrors !== null) {
          if (_errs24) {
            vErrors.length = _errs24;
          } else {
            vErrors = null;
          }
        }
      }
    }
  } else {
    const err29 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err29];
    } else {
      vErrors.push(err29);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  isOrderRow
};
