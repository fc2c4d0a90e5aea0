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

// schema:OrderReservedEvent
var isOrderReservedEvent = validate20;
var schema36 = { "description": "ISO 4217 alphabetic code in circulation.", "type": "string", "enum": ["AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"], "x-message": "must be an ISO 4217 currency code such as EUR" };
var func1 = require_ucs2length().default;
var formats0 = /^(?!0000|0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
var pattern4 = new RegExp("^[A-Za-z0-9_.:-]{1,128}$", "u");
var pattern5 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "u");
var pattern6 = new RegExp("^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$", "u");
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
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.specversion === void 0 && (missing0 = "specversion") || data.id === void 0 && (missing0 = "id") || data.source === void 0 && (missing0 = "source") || data.type === void 0 && (missing0 = "type") || data.time === void 0 && (missing0 = "time") || data.data === void 0 && (missing0 = "data")) {
        validate20.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.specversion !== void 0) {
          const _errs1 = errors;
          if ("1.0" !== data.specversion) {
            validate20.errors = [{ instancePath: instancePath + "/specversion", schemaPath: "#/properties/specversion/const", keyword: "const", params: { allowedValue: "1.0" }, message: "must be equal to constant" }];
            return false;
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.id !== void 0) {
            let data1 = data.id;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data1 === "string") {
                if (func1(data1) > 128) {
                  validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                  return false;
                } else {
                  if (func1(data1) < 1) {
                    validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  }
                }
              } else {
                validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.source !== void 0) {
              let data2 = data.source;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (typeof data2 === "string") {
                  if (func1(data2) > 256) {
                    validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters" }];
                    return false;
                  } else {
                    if (func1(data2) < 1) {
                      validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                      return false;
                    }
                  }
                } else {
                  validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.type !== void 0) {
                const _errs6 = errors;
                if ("order.reserved.v1" !== data.type) {
                  validate20.errors = [{ instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "order.reserved.v1" }, message: "must be equal to constant" }];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.subject !== void 0) {
                  let data4 = data.subject;
                  const _errs7 = errors;
                  if (errors === _errs7) {
                    if (typeof data4 === "string") {
                      if (func1(data4) > 256) {
                        validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters" }];
                        return false;
                      } else {
                        if (func1(data4) < 1) {
                          validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                          return false;
                        }
                      }
                    } else {
                      validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                      return false;
                    }
                  }
                  var valid0 = _errs7 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.time !== void 0) {
                    let data5 = data.time;
                    const _errs9 = errors;
                    const _errs10 = errors;
                    if (errors === _errs10) {
                      if (errors === _errs10) {
                        if (typeof data5 === "string") {
                          if (func1(data5) > 40) {
                            validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/maxLength", keyword: "maxLength", params: { limit: 40 }, message: "must NOT have more than 40 characters" }];
                            return false;
                          } else {
                            if (!formats0.test(data5)) {
                              validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                              return false;
                            }
                          }
                        } else {
                          validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                    }
                    var valid0 = _errs9 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.datacontenttype !== void 0) {
                      const _errs12 = errors;
                      if ("application/json" !== data.datacontenttype) {
                        validate20.errors = [{ instancePath: instancePath + "/datacontenttype", schemaPath: "#/properties/datacontenttype/const", keyword: "const", params: { allowedValue: "application/json" }, message: "must be equal to constant" }];
                        return false;
                      }
                      var valid0 = _errs12 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.correlationid !== void 0) {
                        let data7 = data.correlationid;
                        const _errs13 = errors;
                        if (errors === _errs13) {
                          if (typeof data7 === "string") {
                            if (!pattern4.test(data7)) {
                              validate20.errors = [{ instancePath: instancePath + "/correlationid", schemaPath: "#/properties/correlationid/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_.:-]{1,128}$" }, message: 'must match pattern "^[A-Za-z0-9_.:-]{1,128}$"' }];
                              return false;
                            }
                          } else {
                            validate20.errors = [{ instancePath: instancePath + "/correlationid", schemaPath: "#/properties/correlationid/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                        }
                        var valid0 = _errs13 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.data !== void 0) {
                          let data8 = data.data;
                          const _errs15 = errors;
                          if (errors === _errs15) {
                            if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
                              let missing1;
                              if (data8.orderId === void 0 && (missing1 = "orderId") || data8.userId === void 0 && (missing1 = "userId") || data8.currency === void 0 && (missing1 = "currency") || data8.amount === void 0 && (missing1 = "amount") || data8.method === void 0 && (missing1 = "method")) {
                                validate20.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                                return false;
                              } else {
                                if (data8.orderId !== void 0) {
                                  let data9 = data8.orderId;
                                  const _errs17 = errors;
                                  const _errs18 = errors;
                                  if (errors === _errs18) {
                                    if (typeof data9 === "string") {
                                      if (!pattern5.test(data9)) {
                                        validate20.errors = [{ instancePath: instancePath + "/data/orderId", schemaPath: "../common.json#/$defs/orderId/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$"' }];
                                        return false;
                                      }
                                    } else {
                                      validate20.errors = [{ instancePath: instancePath + "/data/orderId", schemaPath: "../common.json#/$defs/orderId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                      return false;
                                    }
                                  }
                                  var valid2 = _errs17 === errors;
                                } else {
                                  var valid2 = true;
                                }
                                if (valid2) {
                                  if (data8.userId !== void 0) {
                                    let data10 = data8.userId;
                                    const _errs20 = errors;
                                    const _errs21 = errors;
                                    const _errs23 = errors;
                                    const _errs24 = errors;
                                    if (!(data10 === "." || data10 === ".." || data10 === "me" || data10 === "confirm")) {
                                      const err0 = {};
                                      if (vErrors === null) {
                                        vErrors = [err0];
                                      } else {
                                        vErrors.push(err0);
                                      }
                                      errors++;
                                    }
                                    var valid5 = _errs24 === errors;
                                    if (valid5) {
                                      validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/not", keyword: "not", params: {}, message: "must NOT be valid" }];
                                      return false;
                                    } else {
                                      errors = _errs23;
                                      if (vErrors !== null) {
                                        if (_errs23) {
                                          vErrors.length = _errs23;
                                        } else {
                                          vErrors = null;
                                        }
                                      }
                                    }
                                    if (errors === _errs21) {
                                      if (typeof data10 === "string") {
                                        if (func1(data10) > 128) {
                                          validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                                          return false;
                                        } else {
                                          if (func1(data10) < 1) {
                                            validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                                            return false;
                                          }
                                        }
                                      } else {
                                        validate20.errors = [{ instancePath: instancePath + "/data/userId", schemaPath: "../common.json#/$defs/userId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                    }
                                    var valid2 = _errs20 === errors;
                                  } else {
                                    var valid2 = true;
                                  }
                                  if (valid2) {
                                    if (data8.currency !== void 0) {
                                      let data11 = data8.currency;
                                      const _errs25 = errors;
                                      if (typeof data11 !== "string") {
                                        validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                      if (!(data11 === "AED" || data11 === "AFN" || data11 === "ALL" || data11 === "AMD" || data11 === "ANG" || data11 === "AOA" || data11 === "ARS" || data11 === "AUD" || data11 === "AWG" || data11 === "AZN" || data11 === "BAM" || data11 === "BBD" || data11 === "BDT" || data11 === "BGN" || data11 === "BHD" || data11 === "BIF" || data11 === "BMD" || data11 === "BND" || data11 === "BOB" || data11 === "BRL" || data11 === "BSD" || data11 === "BTN" || data11 === "BWP" || data11 === "BYN" || data11 === "BZD" || data11 === "CAD" || data11 === "CDF" || data11 === "CHF" || data11 === "CLP" || data11 === "CNY" || data11 === "COP" || data11 === "CRC" || data11 === "CUP" || data11 === "CVE" || data11 === "CZK" || data11 === "DJF" || data11 === "DKK" || data11 === "DOP" || data11 === "DZD" || data11 === "EGP" || data11 === "ERN" || data11 === "ETB" || data11 === "EUR" || data11 === "FJD" || data11 === "FKP" || data11 === "GBP" || data11 === "GEL" || data11 === "GHS" || data11 === "GIP" || data11 === "GMD" || data11 === "GNF" || data11 === "GTQ" || data11 === "GYD" || data11 === "HKD" || data11 === "HNL" || data11 === "HTG" || data11 === "HUF" || data11 === "IDR" || data11 === "ILS" || data11 === "INR" || data11 === "IQD" || data11 === "IRR" || data11 === "ISK" || data11 === "JMD" || data11 === "JOD" || data11 === "JPY" || data11 === "KES" || data11 === "KGS" || data11 === "KHR" || data11 === "KMF" || data11 === "KPW" || data11 === "KRW" || data11 === "KWD" || data11 === "KYD" || data11 === "KZT" || data11 === "LAK" || data11 === "LBP" || data11 === "LKR" || data11 === "LRD" || data11 === "LSL" || data11 === "LYD" || data11 === "MAD" || data11 === "MDL" || data11 === "MGA" || data11 === "MKD" || data11 === "MMK" || data11 === "MNT" || data11 === "MOP" || data11 === "MRU" || data11 === "MUR" || data11 === "MVR" || data11 === "MWK" || data11 === "MXN" || data11 === "MYR" || data11 === "MZN" || data11 === "NAD" || data11 === "NGN" || data11 === "NIO" || data11 === "NOK" || data11 === "NPR" || data11 === "NZD" || data11 === "OMR" || data11 === "PAB" || data11 === "PEN" || data11 === "PGK" || data11 === "PHP" || data11 === "PKR" || data11 === "PLN" || data11 === "PYG" || data11 === "QAR" || data11 === "RON" || data11 === "RSD" || data11 === "RUB" || data11 === "RWF" || data11 === "SAR" || data11 === "SBD" || data11 === "SCR" || data11 === "SDG" || data11 === "SEK" || data11 === "SGD" || data11 === "SHP" || data11 === "SLE" || data11 === "SOS" || data11 === "SRD" || data11 === "SSP" || data11 === "STN" || data11 === "SVC" || data11 === "SYP" || data11 === "SZL" || data11 === "THB" || data11 === "TJS" || data11 === "TMT" || data11 === "TND" || data11 === "TOP" || data11 === "TRY" || data11 === "TTD" || data11 === "TWD" || data11 === "TZS" || data11 === "UAH" || data11 === "UGX" || data11 === "USD" || data11 === "UYU" || data11 === "UZS" || data11 === "VED" || data11 === "VES" || data11 === "VND" || data11 === "VUV" || data11 === "WST" || data11 === "XAF" || data11 === "XCD" || data11 === "XCG" || data11 === "XOF" || data11 === "XPF" || data11 === "YER" || data11 === "ZAR" || data11 === "ZMW" || data11 === "ZWG")) {
                                        validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/enum", keyword: "enum", params: { allowedValues: schema36.enum }, message: "must be equal to one of the allowed values" }];
                                        return false;
                                      }
                                      var valid2 = _errs25 === errors;
                                    } else {
                                      var valid2 = true;
                                    }
                                    if (valid2) {
                                      if (data8.amount !== void 0) {
                                        let data12 = data8.amount;
                                        const _errs28 = errors;
                                        const _errs29 = errors;
                                        if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
                                          validate20.errors = [{ instancePath: instancePath + "/data/amount", schemaPath: "../common.json#/$defs/amount/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                          return false;
                                        }
                                        if (errors === _errs29) {
                                          if (typeof data12 == "number" && isFinite(data12)) {
                                            if (data12 < 0 || isNaN(data12)) {
                                              validate20.errors = [{ instancePath: instancePath + "/data/amount", schemaPath: "../common.json#/$defs/amount/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                              return false;
                                            }
                                          }
                                        }
                                        var valid2 = _errs28 === errors;
                                      } else {
                                        var valid2 = true;
                                      }
                                      if (valid2) {
                                        if (data8.method !== void 0) {
                                          let data13 = data8.method;
                                          const _errs31 = errors;
                                          const _errs32 = errors;
                                          if (errors === _errs32) {
                                            if (typeof data13 === "string") {
                                              if (!pattern6.test(data13)) {
                                                validate20.errors = [{ instancePath: instancePath + "/data/method", schemaPath: "../common.json#/$defs/paymentMethod/pattern", keyword: "pattern", params: { pattern: "^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$" }, message: 'must match pattern "^(?!.*[0-9]{12})[a-z]{2,16}_[A-Za-z0-9_]{1,128}$"' }];
                                                return false;
                                              }
                                            } else {
                                              validate20.errors = [{ instancePath: instancePath + "/data/method", schemaPath: "../common.json#/$defs/paymentMethod/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                              return false;
                                            }
                                          }
                                          var valid2 = _errs31 === errors;
                                        } else {
                                          var valid2 = true;
                                        }
                                      }
                                    }
                                  }
                                }
                              }
                            } else {
                              validate20.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                              return false;
                            }
                          }
                          var valid0 = _errs15 === errors;
                        } else {
                          var valid0 = true;
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate20.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": { "specversion": true, "id": true, "source": true, "type": true, "subject": true, "time": true, "datacontenttype": true, "correlationid": true, "data": true }, "dynamicProps": false, "dynamicItems": false };
export {
  isOrderReservedEvent
};
