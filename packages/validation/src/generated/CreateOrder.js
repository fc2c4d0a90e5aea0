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

// schema:CreateOrder
var isCreateOrder = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/http/create-order.json", "title": "CreateOrder", "description": "Body of POST /orders.", "type": "object", "required": ["currency", "lines"], "properties": { "currency": { "$ref": "../common.json#/$defs/currency" }, "lines": { "description": "Each sku at most once.", "type": "array", "minItems": 1, "maxItems": 25, "items": { "title": "WantedLine", "type": "object", "required": ["sku", "quantity"], "properties": { "sku": { "$ref": "../common.json#/$defs/sku" }, "quantity": { "$ref": "../common.json#/$defs/quantity" }, "unitPrice": { "description": "The price that the caller saw; the order is refused when it is not the catalogue's. With the scope `orders:price`, what the product costs in this order.", "$ref": "../common.json#/$defs/minorUnits" } }, "additionalProperties": false } }, "note": { "$ref": "../common.json#/$defs/note" }, "payment": { "description": "How the order is paid. Without it, it is on account.", "type": "object", "required": ["method"], "properties": { "method": { "$ref": "../common.json#/$defs/paymentMethod" } }, "additionalProperties": false } }, "additionalProperties": false };
var schema33 = { "description": "ISO 4217 alphabetic code in circulation.", "type": "string", "enum": ["AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"], "x-message": "must be an ISO 4217 currency code such as EUR" };
var schema34 = { "description": "Not `.` or `..`, which no path can carry.", "type": "string", "pattern": "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$", "x-message": "must be 1 to 64 characters of A-Z a-z 0-9 _ . -, and not . or .." };
var schema35 = { "type": "integer", "minimum": 1, "maximum": 1e4 };
var schema36 = { "description": "An amount in the currency's minor unit (cents).", "type": "integer", "minimum": 0, "maximum": 1e8 };
var schema37 = { "type": "string", "maxLength": 500 };
var schema38 = { "description": "The payment provider's token of a means of payment, such as `pm_card_visa`; never the means itself.", "type": "string", "pattern": "^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$", "x-message": "must be a token of the payment provider such as pm_card_visa, never a card number" };
var pattern4 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$", "u");
var pattern5 = new RegExp("^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$", "u");
var func1 = require_ucs2length().default;
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
    if (data.currency === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "currency" }, message: "must have required property 'currency'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.lines === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "lines" }, message: "must have required property 'lines'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "currency" || key0 === "lines" || key0 === "note" || key0 === "payment")) {
        const err2 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err2];
        } else {
          vErrors.push(err2);
        }
        errors++;
      }
    }
    if (data.currency !== void 0) {
      let data0 = data.currency;
      if (typeof data0 !== "string") {
        const err3 = { instancePath: instancePath + "/currency", schemaPath: "../common.json#/$defs/currency/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
      if (!(data0 === "AED" || data0 === "AFN" || data0 === "ALL" || data0 === "AMD" || data0 === "ANG" || data0 === "AOA" || data0 === "ARS" || data0 === "AUD" || data0 === "AWG" || data0 === "AZN" || data0 === "BAM" || data0 === "BBD" || data0 === "BDT" || data0 === "BGN" || data0 === "BHD" || data0 === "BIF" || data0 === "BMD" || data0 === "BND" || data0 === "BOB" || data0 === "BRL" || data0 === "BSD" || data0 === "BTN" || data0 === "BWP" || data0 === "BYN" || data0 === "BZD" || data0 === "CAD" || data0 === "CDF" || data0 === "CHF" || data0 === "CLP" || data0 === "CNY" || data0 === "COP" || data0 === "CRC" || data0 === "CUP" || data0 === "CVE" || data0 === "CZK" || data0 === "DJF" || data0 === "DKK" || data0 === "DOP" || data0 === "DZD" || data0 === "EGP" || data0 === "ERN" || data0 === "ETB" || data0 === "EUR" || data0 === "FJD" || data0 === "FKP" || data0 === "GBP" || data0 === "GEL" || data0 === "GHS" || data0 === "GIP" || data0 === "GMD" || data0 === "GNF" || data0 === "GTQ" || data0 === "GYD" || data0 === "HKD" || data0 === "HNL" || data0 === "HTG" || data0 === "HUF" || data0 === "IDR" || data0 === "ILS" || data0 === "INR" || data0 === "IQD" || data0 === "IRR" || data0 === "ISK" || data0 === "JMD" || data0 === "JOD" || data0 === "JPY" || data0 === "KES" || data0 === "KGS" || data0 === "KHR" || data0 === "KMF" || data0 === "KPW" || data0 === "KRW" || data0 === "KWD" || data0 === "KYD" || data0 === "KZT" || data0 === "LAK" || data0 === "LBP" || data0 === "LKR" || data0 === "LRD" || data0 === "LSL" || data0 === "LYD" || data0 === "MAD" || data0 === "MDL" || data0 === "MGA" || data0 === "MKD" || data0 === "MMK" || data0 === "MNT" || data0 === "MOP" || data0 === "MRU" || data0 === "MUR" || data0 === "MVR" || data0 === "MWK" || data0 === "MXN" || data0 === "MYR" || data0 === "MZN" || data0 === "NAD" || data0 === "NGN" || data0 === "NIO" || data0 === "NOK" || data0 === "NPR" || data0 === "NZD" || data0 === "OMR" || data0 === "PAB" || data0 === "PEN" || data0 === "PGK" || data0 === "PHP" || data0 === "PKR" || data0 === "PLN" || data0 === "PYG" || data0 === "QAR" || data0 === "RON" || data0 === "RSD" || data0 === "RUB" || data0 === "RWF" || data0 === "SAR" || data0 === "SBD" || data0 === "SCR" || data0 === "SDG" || data0 === "SEK" || data0 === "SGD" || data0 === "SHP" || data0 === "SLE" || data0 === "SOS" || data0 === "SRD" || data0 === "SSP" || data0 === "STN" || data0 === "SVC" || data0 === "SYP" || data0 === "SZL" || data0 === "THB" || data0 === "TJS" || data0 === "TMT" || data0 === "TND" || data0 === "TOP" || data0 === "TRY" || data0 === "TTD" || data0 === "TWD" || data0 === "TZS" || data0 === "UAH" || data0 === "UGX" || data0 === "USD" || data0 === "UYU" || data0 === "UZS" || data0 === "VED" || data0 === "VES" || data0 === "VND" || data0 === "VUV" || data0 === "WST" || data0 === "XAF" || data0 === "XCD" || data0 === "XCG" || data0 === "XOF" || data0 === "XPF" || data0 === "YER" || data0 === "ZAR" || data0 === "ZMW" || data0 === "ZWG")) {
        const err4 = { instancePath: instancePath + "/currency", schemaPath: "../common.json#/$defs/currency/enum", keyword: "enum", params: { allowedValues: schema33.enum }, message: "must be equal to one of the allowed values", schema: schema33.enum, parentSchema: schema33, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.lines !== void 0) {
      let data1 = data.lines;
      if (Array.isArray(data1)) {
        if (data1.length > 25) {
          const err5 = { instancePath: instancePath + "/lines", schemaPath: "#/properties/lines/maxItems", keyword: "maxItems", params: { limit: 25 }, message: "must NOT have more than 25 items", schema: 25, parentSchema: schema31.properties.lines, data: data1 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        if (data1.length < 1) {
          const err6 = { instancePath: instancePath + "/lines", schemaPath: "#/properties/lines/minItems", keyword: "minItems", params: { limit: 1 }, message: "must NOT have fewer than 1 items", schema: 1, parentSchema: schema31.properties.lines, data: data1 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        const len0 = Math.min(data1.length, 25);
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0];
          if (data2 && typeof data2 == "object" && !Array.isArray(data2)) {
            if (data2.sku === void 0) {
              const err7 = { instancePath: instancePath + "/lines/" + i0, schemaPath: "#/properties/lines/items/required", keyword: "required", params: { missingProperty: "sku" }, message: "must have required property 'sku'", schema: schema31.properties.lines.items.required, parentSchema: schema31.properties.lines.items, data: data2 };
              if (vErrors === null) {
                vErrors = [err7];
              } else {
                vErrors.push(err7);
              }
              errors++;
            }
            if (data2.quantity === void 0) {
              const err8 = { instancePath: instancePath + "/lines/" + i0, schemaPath: "#/properties/lines/items/required", keyword: "required", params: { missingProperty: "quantity" }, message: "must have required property 'quantity'", schema: schema31.properties.lines.items.required, parentSchema: schema31.properties.lines.items, data: data2 };
              if (vErrors === null) {
                vErrors = [err8];
              } else {
                vErrors.push(err8);
              }
              errors++;
            }
            for (const key1 in data2) {
              if (!(key1 === "sku" || key1 === "quantity" || key1 === "unitPrice")) {
                const err9 = { instancePath: instancePath + "/lines/" + i0, schemaPath: "#/properties/lines/items/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key1 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31.properties.lines.items, data: data2 };
                if (vErrors === null) {
                  vErrors = [err9];
                } else {
                  vErrors.push(err9);
                }
                errors++;
              }
            }
            if (data2.sku !== void 0) {
              let data3 = data2.sku;
              if (typeof data3 === "string") {
                if (!pattern4.test(data3)) {
                  const err10 = { instancePath: instancePath + "/lines/" + i0 + "/sku", schemaPath: "../common.json#/$defs/sku/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$"', schema: "^(?!\\.{1,2}$)[A-Za-z0-9_.-]{1,64}$", parentSchema: schema34, data: data3 };
                  if (vErrors === null) {
                    vErrors = [err10];
                  } else {
                    vErrors.push(err10);
                  }
                  errors++;
                }
              } else {
                const err11 = { instancePath: instancePath + "/lines/" + i0 + "/sku", schemaPath: "../common.json#/$defs/sku/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema34.type, parentSchema: schema34, data: data3 };
                if (vErrors === null) {
                  vErrors = [err11];
                } else {
                  vErrors.push(err11);
                }
                errors++;
              }
            }
            if (data2.quantity !== void 0) {
              let data4 = data2.quantity;
              if (!(typeof data4 == "number" && (!(data4 % 1) && !isNaN(data4)) && isFinite(data4))) {
                const err12 = { instancePath: instancePath + "/lines/" + i0 + "/quantity", schemaPath: "../common.json#/$defs/quantity/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema35.type, parentSchema: schema35, data: data4 };
                if (vErrors === null) {
                  vErrors = [err12];
                } else {
                  vErrors.push(err12);
                }
                errors++;
              }
              if (typeof data4 == "number" && isFinite(data4)) {
                if (data4 > 1e4 || isNaN(data4)) {
                  const err13 = { instancePath: instancePath + "/lines/" + i0 + "/quantity", schemaPath: "../common.json#/$defs/quantity/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e4 }, message: "must be <= 10000", schema: 1e4, parentSchema: schema35, data: data4 };
                  if (vErrors === null) {
                    vErrors = [err13];
                  } else {
                    vErrors.push(err13);
                  }
                  errors++;
                }
                if (data4 < 1 || isNaN(data4)) {
                  const err14 = { instancePath: instancePath + "/lines/" + i0 + "/quantity", schemaPath: "../common.json#/$defs/quantity/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema35, data: data4 };
                  if (vErrors === null) {
                    vErrors = [err14];
                  } else {
                    vErrors.push(err14);
                  }
                  errors++;
                }
              }
            }
            if (data2.unitPrice !== void 0) {
              let data5 = data2.unitPrice;
              if (!(typeof data5 == "number" && (!(data5 % 1) && !isNaN(data5)) && isFinite(data5))) {
                const err15 = { instancePath: instancePath + "/lines/" + i0 + "/unitPrice", schemaPath: "../common.json#/$defs/minorUnits/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema36.type, parentSchema: schema36, data: data5 };
                if (vErrors === null) {
                  vErrors = [err15];
                } else {
                  vErrors.push(err15);
                }
                errors++;
              }
              if (typeof data5 == "number" && isFinite(data5)) {
                if (data5 > 1e8 || isNaN(data5)) {
                  const err16 = { instancePath: instancePath + "/lines/" + i0 + "/unitPrice", schemaPath: "../common.json#/$defs/minorUnits/maximum", keyword: "maximum", params: { comparison: "<=", limit: 1e8 }, message: "must be <= 100000000", schema: 1e8, parentSchema: schema36, data: data5 };
                  if (vErrors === null) {
                    vErrors = [err16];
                  } else {
                    vErrors.push(err16);
                  }
                  errors++;
                }
                if (data5 < 0 || isNaN(data5)) {
                  const err17 = { instancePath: instancePath + "/lines/" + i0 + "/unitPrice", schemaPath: "../common.json#/$defs/minorUnits/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0", schema: 0, parentSchema: schema36, data: data5 };
                  if (vErrors === null) {
                    vErrors = [err17];
                  } else {
                    vErrors.push(err17);
                  }
                  errors++;
                }
              }
            }
          } else {
            const err18 = { instancePath: instancePath + "/lines/" + i0, schemaPath: "#/properties/lines/items/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.lines.items.type, parentSchema: schema31.properties.lines.items, data: data2 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
      } else {
        const err19 = { instancePath: instancePath + "/lines", schemaPath: "#/properties/lines/type", keyword: "type", params: { type: "array" }, message: "must be array", schema: schema31.properties.lines.type, parentSchema: schema31.properties.lines, data: data1 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.note !== void 0) {
      let data6 = data.note;
      if (typeof data6 === "string") {
        if (func1(data6) > 500) {
          const err20 = { instancePath: instancePath + "/note", schemaPath: "../common.json#/$defs/note/maxLength", keyword: "maxLength", params: { limit: 500 }, message: "must NOT have more than 500 characters", schema: 500, parentSchema: schema37, data: data6 };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
      } else {
        const err21 = { instancePath: instancePath + "/note", schemaPath: "../common.json#/$defs/note/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema37.type, parentSchema: schema37, data: data6 };
        if (vErrors === null) {
          vErrors = [err21];
        } else {
          vErrors.push(err21);
        }
        errors++;
      }
    }
    if (data.payment !== void 0) {
      let data7 = data.payment;
      if (data7 && typeof data7 == "object" && !Array.isArray(data7)) {
        if (data7.method === void 0) {
          const err22 = { instancePath: instancePath + "/payment", schemaPath: "#/properties/payment/required", keyword: "required", params: { missingProperty: "method" }, message: "must have required property 'method'", schema: schema31.properties.payment.required, parentSchema: schema31.properties.payment, data: data7 };
          if (vErrors === null) {
            vErrors = [err22];
          } else {
            vErrors.push(err22);
          }
          errors++;
        }
        for (const key2 in data7) {
          if (!(key2 === "method")) {
            const err23 = { instancePath: instancePath + "/payment", schemaPath: "#/properties/payment/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key2 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31.properties.payment, data: data7 };
            if (vErrors === null) {
              vErrors = [err23];
            } else {
              vErrors.push(err23);
            }
            errors++;
          }
        }
        if (data7.method !== void 0) {
          let data8 = data7.method;
          if (typeof data8 === "string") {
            if (!pattern5.test(data8)) {
              const err24 = { instancePath: instancePath + "/payment/method", schemaPath: "../common.json#/$defs/paymentMethod/pattern", keyword: "pattern", params: { pattern: "^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$" }, message: 'must match pattern "^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$"', schema: "^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$", parentSchema: schema38, data: data8 };
              if (vErrors === null) {
                vErrors = [err24];
              } else {
                vErrors.push(err24);
              }
              errors++;
            }
          } else {
            const err25 = { instancePath: instancePath + "/payment/method", schemaPath: "../common.json#/$defs/paymentMethod/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema38.type, parentSchema: schema38, data: data8 };
            if (vErrors === null) {
              vErrors = [err25];
            } else {
              vErrors.push(err25);
            }
            errors++;
          }
        }
      } else {
        const err26 = { instancePath: instancePath + "/payment", schemaPath: "#/properties/payment/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.payment.type, parentSchema: schema31.properties.payment, data: data7 };
        if (vErrors === null) {
          vErrors = [err26];
        } else {
          vErrors.push(err26);
        }
        errors++;
      }
    }
  } else {
    const err27 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err27];
    } else {
      vErrors.push(err27);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  isCreateOrder
};
